using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Reminders.Queries;

/// <summary>Whether somebody is still to be reminded: not after leaving, while exempt, on a long leave, while the training is not open to the 街镇, or waiting for the approval of what is done. Whoever was refused waits no more.</summary>
public sealed class Obligations(TenantDb db, SchemeTable schemes)
{
    /// <summary>A single leave longer than this is an exclusion (domain/organisation.md §4).</summary>
    private const int LongLeaveDays = 30;

    /// <param name="Assignments">All assignments of the role.</param>
    /// <param name="InPost">Neither exempt nor on a long leave. What would suspend a certificate is said to such a person wherever the post is.</param>
    /// <param name="Holds">The same, where the training is open.</param>
    /// <param name="Waits">Everything is met, and a person has yet to decide over the certificate.</param>
    /// <param name="LastCompletedOn">Of the newest certificate.</param>
    public sealed record Duty(IReadOnlyList<RoleAssignment> Assignments, bool InPost, bool Holds, bool Waits, DateOnly? LastCompletedOn)
    {
        /// <summary>There is something for the person to do.</summary>
        public bool IsDue => Holds && !Waits;
    }

    /// <summary>By person and role, in five queries however many there are.</summary>
    /// <param name="personIds">At most 500.</param>
    public async Task<Func<long, TrainingRole, Duty>> OfAsync(IReadOnlyCollection<long> personIds, DateOnly today, CancellationToken cancel)
    {
        var assignments = await db.Set<RoleAssignment>().AsNoTracking().Where(a => personIds.Contains(a.PersonId)).ToListAsync(cancel);
        var current = assignments.Where(a => a.Covers(today)).Select(a => a.Id).ToList();
        var leaves = await db.Set<Leave>().AsNoTracking().Where(l => current.Contains(l.AssignmentId) && l.Start <= today && (l.End == null || l.End >= today)).ToListAsync(cancel);
        var excused = leaves.Where(l => l.End is null || l.End.Value.DayNumber - l.Start.DayNumber + 1 > LongLeaveDays).Select(l => l.AssignmentId)
            .Concat(await db.Set<Exemption>().Where(e => current.Contains(e.AssignmentId) && e.Start <= today && e.End >= today).Select(e => e.AssignmentId).ToListAsync(cancel))
            .ToHashSet();
        var waiting = (await db.Set<IssueRequest>().AsNoTracking().Where(r => personIds.Contains(r.PersonId) && r.CompletedOn <= today && r.WaitsThrough >= today
                && !db.Set<IssueRefusal>().Any(f => f.PersonId == r.PersonId && f.Role == r.Role && f.CompletedOn == r.CompletedOn)).Select(r => new { r.PersonId, r.Role }).ToListAsync(cancel))
            .Select(r => (r.PersonId, r.Role)).ToHashSet();
        var completed = (await db.Set<Certificate>().Where(c => personIds.Contains(c.PersonId)).GroupBy(c => new { c.PersonId, c.Role })
            .Select(g => new { g.Key.PersonId, g.Key.Role, On = g.Max(c => c.CompletedOn) }).ToListAsync(cancel)).ToDictionary(c => (c.PersonId, c.Role), c => c.On);
        var openings = (await schemes.AllAsync(cancel)).Openings;
        var byRole = assignments.ToLookup(a => (a.PersonId, a.Role));
        return (person, role) =>
        {
            var own = byRole[(person, role)].ToList();
            var posts = own.FindAll(a => a.Covers(today) && !excused.Contains(a.Id));
            return new(own, posts.Count > 0, posts.Exists(a => openings.IsOpen(a, today)), waiting.Contains((person, role)),
                completed.TryGetValue((person, role), out var on) ? on : null);
        };
    }
}
