using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Models;
using Training.Modules.Roster.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Roster.Queries;

/// <param name="Mine">Within the scope: may be opened and changed. Of others only role, place and days are told.</param>
public sealed record PostLine(RoleAssignment Post, Place Place, bool Mine);

/// <summary>What an officer sees of somebody.</summary>
/// <param name="Account">Null without one.</param>
/// <param name="MayChange">Name, numbers and account.</param>
/// <param name="Guarded">Holds an office of the system; only the site's administrator changes it.</param>
public sealed record PersonFile(
    Person Person, IReadOnlyList<PostLine> Posts, User? Account, bool MayChange, bool Guarded, IReadOnlyList<AuditEvent> Changes);

/// <summary>A post with what belongs to it.</summary>
public sealed record PostFile(PostLine Line, IReadOnlyList<Leave> Leaves, IReadOnlyList<Exemption> Exemptions, IReadOnlyList<ExemptionRequest> Requests);

public sealed class PersonFiles(TenantDb db, RosterScope roster)
{
    /// <summary>Newest changes shown.</summary>
    public const int ChangesMax = 20;

    /// <summary>Null outside the scope.</summary>
    public async Task<PersonFile?> FindAsync(ClaimsPrincipal user, string reference, CancellationToken cancel)
    {
        if (await roster.Visible(user).SingleOrDefaultAsync(p => p.Ref == reference, cancel) is not { } person) return null;
        var scope = AssignmentScope.Of(user);
        var posts = await db.Set<RoleAssignment>().AsNoTracking().Where(a => a.PersonId == person.Id).OrderByDescending(a => a.Start).ThenByDescending(a => a.Id).ToListAsync(cancel);
        var ids = posts.SelectMany(p => new[] { p.SubDistrictId, p.WorkUnitId ?? 0 }).Distinct().ToList();
        var units = await db.Set<OrgUnit>().AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, cancel);
        var account = person.UserId is { } id ? await db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, cancel) : null;
        var trail = await db.Set<AuditEvent>().AsNoTracking().Where(e => e.Category == RosterChanges.Category && e.Subject == reference)
            .OrderByDescending(e => e.Id).Take(ChangesMax).ToListAsync(cancel);
        return new(person, [.. posts.Select(p => new PostLine(p, new(units[p.SubDistrictId], p.WorkUnitId is { } work ? units.GetValueOrDefault(work) : null), scope.Allows(p)))],
            account, roster.MayChange(scope, posts), await roster.IsGuardedAsync(user, person.Id, cancel), scope.CoversAll || posts.All(scope.Allows) ? trail : []);
    }

    public async Task<PostFile> OfAsync(PostLine line, CancellationToken cancel) => new(line,
        await db.Set<Leave>().AsNoTracking().Where(l => l.AssignmentId == line.Post.Id).OrderByDescending(l => l.Start).ToListAsync(cancel),
        await db.Set<Exemption>().AsNoTracking().Where(e => e.AssignmentId == line.Post.Id).OrderByDescending(e => e.Start).ToListAsync(cancel),
        await db.Set<ExemptionRequest>().AsNoTracking().Where(r => r.AssignmentId == line.Post.Id).OrderByDescending(r => r.Id).ToListAsync(cancel));
}
