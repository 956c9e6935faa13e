using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.Records.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Records.Services;

/// <summary>What came of an entry.</summary>
/// <param name="Recorded">Rows added.</param>
/// <param name="Duplicates">People for whom the same thing of the same day counted already.</param>
public sealed record EntryResult(int Recorded, int Duplicates)
{
    /// <summary>So many that certificates and rates follow within minutes, by a job.</summary>
    public bool FollowsLater => Recorded > EvidenceLedger.ToldAtOnce;
}

/// <summary>
/// Enters evidence for people. Two clocks: the day on which it happened is typed, the moment of recording is now. The same
/// thing (<see cref="EntryKey"/>) is entered once.
/// </summary>
public sealed class Recorder(
    TenantDb db, EvidenceLedger ledger, Catalog catalog, Tasks tasks, IWaivableModules waivable, AuditLog audit, UnitOfWork unit, TimeProvider clock)
{
    /// <summary>People of one form.</summary>
    public const int PeopleMax = 500;

    /// <summary>What the rules need to know now.</summary>
    public async Task<EntryContext> ContextAsync(CancellationToken cancel) => new(clock.Today(),
        (await catalog.ModulesAsync(cancel)).ToDictionary(m => m.Code, m => m.Part.RedLine),
        (await tasks.AllAsync(cancel)).Select(t => t.Code).ToHashSet());

    /// <summary>The same for a draft about these people: a waiver must count for each of them.</summary>
    public async Task<EntryContext> ContextAsync(EvidenceKind kind, IReadOnlyCollection<long> people, CancellationToken cancel)
    {
        var context = await ContextAsync(cancel);
        if (kind != EvidenceKind.Waived || people.Count == 0) return context;
        var sets = (await WaivableAsync(people, cancel)).Values.ToList();
        return context with { Waivable = sets.Skip(1).Aggregate(sets[0].ToHashSet(), (common, next) => { common.IntersectWith(next); return common; }) };
    }

    /// <summary>What may be waived, for each of many people.</summary>
    public Task<IReadOnlyDictionary<long, IReadOnlySet<string>>> WaivableAsync(IReadOnlyCollection<long> people, CancellationToken cancel) => waivable.ForPeopleAsync(people, cancel);

    /// <summary>One transaction. The draft has been checked, and the people are within the user's scope; the user is none of them.</summary>
    public Task<EntryResult> RecordAsync(ClaimsPrincipal user, EntryDraft draft, IReadOnlyCollection<long> people, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        RecordScope.DemandOthers(user, people);
        var known = await SameAsync(draft.Kind, people, cancel);
        var now = clock.UtcNow();
        var rows = people.Distinct().Where(id => !known.Contains(EntryKey.Of(id, draft)))
            .Select(id => draft.ToEvidence(id, now, user.UserId())).ToList();
        foreach (var row in rows)
            audit.Add("Evidence", "Recorded", row.Ref, $"登记{row.Kind.Title()} {row.Subject}，{row.EffectiveOn:yyyy-MM-dd}，{row.Hours:0.##} 学时：{row.Reason}");
        await ledger.RecordManyAsync(rows, cancel);
        return new EntryResult(rows.Count, people.Distinct().Count() - rows.Count);
    }, cancel);

    /// <summary>What counts already, by what makes two rows the same. One query for each 500 people.</summary>
    /// <param name="kind">Only of this kind; null = all.</param>
    public async Task<HashSet<EntryKey>> SameAsync(EvidenceKind? kind, IReadOnlyCollection<long> people, CancellationToken cancel)
    {
        var same = new HashSet<EntryKey>();
        foreach (var portion in people.Distinct().Chunk(500))
        {
            var rows = await db.Set<Evidence>().AsNoTracking()
                .Where(e => portion.Contains(e.PersonId) && (kind == null || e.Kind == kind)
                    && !db.Set<Evidence>().Any(c => c.SupersedesId == e.Id))
                .Select(e => new { e.PersonId, e.Kind, e.Subject, e.EffectiveOn, e.Hours, Reason = e.Kind == EvidenceKind.OutsideTraining ? e.Reason : "" }).ToListAsync(cancel);
            foreach (var row in rows) same.Add(EntryKey.Of(row.PersonId, row.Kind, row.Subject, row.EffectiveOn, EntryDraft.TitleIn(row.Reason), row.Hours));
        }
        return same;
    }
}
