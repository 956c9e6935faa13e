using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Learning.Models;
using Training.Modules.Records.Services;
using Training.Platform.Data;

namespace Training.Modules.Records.Queries;

/// <summary>A row that somebody entered.</summary>
public sealed record DeskRow(
    string Ref, string Name, string StaffNo, EvidenceKind Kind, string Subject, decimal Hours, DateOnly EffectiveOn, DateTime RecordedUtc, long? ByUserId, bool Corrected);

/// <summary>What people entered by hand or by file, within the user's scope, newest first.</summary>
public sealed class DeskList(TenantDb db, RecordScope scope, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="typed">Name or 工号; empty = everybody.</param>
    /// <param name="after">Ref of the last row of the page before; null = from the newest.</param>
    /// <returns>Also the ref to go on after, when there is more.</returns>
    public async Task<(IReadOnlyList<DeskRow> Rows, string? Next)> PageAsync(ClaimsPrincipal user, string typed, string? after, CancellationToken cancel)
    {
        var people = scope.People(user, scope.May(user, EvidenceKind.SessionAttended) ? EvidenceKind.SessionAttended : EvidenceKind.TaskAssessed);
        if (typed.Trim() is { Length: > 0 } words) people = people.Where(p => p.Name.Contains(words) || p.StaffNo.StartsWith(words));
        var rows = db.Set<Evidence>().AsNoTracking().Where(e => e.RecordedByUserId != null);
        if (!string.IsNullOrEmpty(after)) rows = rows.Where(e => e.Id < db.Set<Evidence>().Where(last => last.Ref == after).Select(last => last.Id).FirstOrDefault());
        if (!scope.May(user, EvidenceKind.SessionAttended)) rows = rows.Where(e => e.Kind == EvidenceKind.TaskAssessed);
        var found = await (from e in rows
                           join p in people on e.PersonId equals p.Id
                           orderby e.Id descending
                           select new DeskRow(e.Ref, p.Name, p.StaffNo, e.Kind, e.Subject, e.Hours, e.EffectiveOn, e.RecordedUtc, e.RecordedByUserId,
                               db.Set<Evidence>().Any(c => c.SupersedesId == e.Id))).Take(PageSize + 1).ToListAsync(cancel);
        return ([.. found.Take(PageSize)], found.Count > PageSize ? found[PageSize - 1].Ref : null);
    }

    /// <summary>
    /// Modules tested out of in this calendar year, and the minutes that this and single lessons saved, within the user's scope. By the
    /// index on the day: what a view costs grows with one year, not with all of them.
    /// </summary>
    public async Task<(int Modules, int Minutes)> TimeSavedAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        var people = scope.People(user).Select(p => p.Id);
        var from = new DateOnly(clock.Today().Year, 1, 1);
        var sums = await db.Set<TestOut>().Where(t => t.On >= from && people.Contains(t.PersonId)).GroupBy(t => 1)
            .Select(g => new { Modules = g.Count(t => t.Whole), Minutes = g.Sum(t => t.MinutesSaved) }).ToListAsync(cancel);
        return sums.Count == 0 ? (0, 0) : (sums[0].Modules, sums[0].Minutes);
    }
}
