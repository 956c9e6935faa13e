using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;

namespace Training.Modules.Certification.Services;

/// <summary>A 街镇 and from which day the training of a role is open to it.</summary>
/// <param name="OpensOn">First day, <see cref="StreetOpening.Always"/> or <see cref="StreetOpening.NotYet"/>.</param>
/// <param name="RecordedUtc">When that was said; null = nobody ever said anything.</param>
public sealed record StreetOpens(OrgUnit Street, DateOnly OpensOn, DateTime? RecordedUtc);

/// <summary>What is said of the 街镇 of one role.</summary>
/// <param name="Seen">Number of the newest row: says whether somebody else has changed something meanwhile.</param>
public sealed record RoleOpenings(IReadOnlyList<StreetOpens> Streets, long Seen);

/// <summary>A first day that is to change, and how many posts may count otherwise by it.</summary>
/// <param name="Posts">In post on some day between the two first days; whoever is a newcomer or on leave then is among them.</param>
public sealed record OpeningChange(OrgUnit Street, DateOnly Before, DateOnly After, int Posts);

/// <summary>
/// 分批开放: says from which day the training of a role is open to which 街镇. A row is added for each that changes, for days that have passed as
/// well; the rates of those concerned follow by a job.
/// </summary>
public sealed class OpeningDesk(TenantDb db, UnitOfWork unit, PeopleDirectory people, SchemeTable table, IssuingOrder order, Events events, AuditLog audit, TimeProvider clock)
{
    /// <summary>The first days that rates know.</summary>
    public static readonly DateOnly FirstDay = new(2000, 1, 1);

    /// <summary>Years ahead of today.</summary>
    public const int YearsAhead = 3;

    /// <summary>All 街镇 and zones that are there today, and those that ended with a day of their own.</summary>
    public async Task<RoleOpenings> OfAsync(TrainingRole role, CancellationToken cancel)
    {
        var rows = await db.Set<StreetOpening>().AsNoTracking().Where(o => o.Role == role).OrderBy(o => o.Id).ToListAsync(cancel);
        var last = rows.GroupBy(o => o.SubDistrictId).ToDictionary(g => g.Key, g => g.Last());
        var today = clock.Today();
        return new(
            [
                .. (await people.ReportingUnitsAsync(cancel)).Where(u => u.Kind != OrgUnitKind.District && (u.IsOpenOn(today) || u.StartedOn > today || last.ContainsKey(u.Id)))
                    .Select(u => last.TryGetValue(u.Id, out var row) ? new StreetOpens(u, row.OpensOn, row.RecordedUtc) : new StreetOpens(u, StreetOpening.Always, null)),
            ],
            rows.Count == 0 ? 0 : rows[^1].Id);
    }

    public bool IsPossible(DateOnly day) => day == StreetOpening.Always || day == StreetOpening.NotYet || (day >= FirstDay && day <= clock.Today().AddYears(YearsAhead));

    /// <summary>What would change. One query for each 街镇 that does.</summary>
    /// <param name="wanted">First day by 街镇; what is not in it stays.</param>
    public async Task<IReadOnlyList<OpeningChange>> ChangesAsync(TrainingRole role, RoleOpenings now, IReadOnlyDictionary<int, DateOnly> wanted, CancellationToken cancel)
    {
        var changes = new List<OpeningChange>();
        foreach (var (street, before, _) in now.Streets)
        {
            if (!wanted.TryGetValue(street.Id, out var after) || after == before) continue;
            var (from, until) = before < after ? (before, after) : (after, before);
            changes.Add(new(street, before, after, await db.Set<RoleAssignment>().CountAsync(
                a => a.Role == role && a.SubDistrictId == street.Id && a.Start < until && (a.End == null || a.End >= from), cancel)));
        }
        return changes;
    }

    /// <summary>Says what is wanted, on the trail.</summary>
    /// <param name="seen">The <see cref="RoleOpenings.Seen"/> on which the officer decided.</param>
    /// <returns>How many 街镇 changed; null when somebody else changed something meanwhile, and nothing was done.</returns>
    public Task<int?> SaveAsync(TrainingRole role, IReadOnlyDictionary<int, DateOnly> wanted, long seen, long? byUserId, CancellationToken cancel) => unit.RunAsync<int?>(async () =>
    {
        if (wanted.Values.Any(d => !IsPossible(d))) throw new ArgumentOutOfRangeException(nameof(wanted));
        // The second of two waits here and then sees what the first did.
        await order.TakeAsync(cancel);
        var now = await OfAsync(role, cancel);
        if (now.Seen != seen) return null;
        var changes = await ChangesAsync(role, now, wanted, cancel);
        if (changes.Count == 0) return 0;
        foreach (var c in changes)
        {
            db.Add(new StreetOpening { Role = role, SubDistrictId = c.Street.Id, OpensOn = c.After, ByUserId = byUserId, RecordedUtc = clock.UtcNow() });
            audit.Add("Scheme", "OpeningChanged", $"{role} {c.Street.Code}", $"{role.Title()}课程向{c.Street.Name}开放：{Words(c.Before)} → {Words(c.After)}。");
        }
        await db.SaveChangesAsync(cancel);
        await unit.AfterCommitAsync(() => { table.Forget(); return Task.CompletedTask; });
        await events.RaiseAsync(new OpeningsChanged(role, [.. changes.Select(c => c.Street.Id)]), cancel);
        return changes.Count;
    }, cancel);

    private static string Words(DateOnly day) => day == StreetOpening.Always ? "一直开放" : day == StreetOpening.NotYet ? "还没有开放" : day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) + " 起";
}
