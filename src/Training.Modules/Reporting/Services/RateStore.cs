using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Services;

/// <summary>Reads and writes the tables: spans and states of persons, and the aggregate.</summary>
public sealed class RateStore(TenantDb db, BulkInsert bulk)
{
    private static readonly string[] SpanColumns =
    [
        nameof(CountedSpanRow.PersonId), nameof(CountedSpanRow.AssignmentId), nameof(CountedSpanRow.UnitId), nameof(CountedSpanRow.Role),
        nameof(CountedSpanRow.Line), nameof(CountedSpanRow.Measure), nameof(CountedSpanRow.FromDay), nameof(CountedSpanRow.ThroughDay),
    ];

    private static readonly string[] StateColumns =
    [
        nameof(PostState.PersonId), nameof(PostState.AssignmentId), nameof(PostState.UnitId), nameof(PostState.WorkUnitId), nameof(PostState.SchoolKind), nameof(PostState.Role),
        nameof(PostState.Line), nameof(PostState.StartDay), nameof(PostState.Measures), nameof(PostState.FromDay), nameof(PostState.ThroughDay),
    ];

    private static readonly string[] DeltaColumns =
    [
        nameof(RateDelta.Level), nameof(RateDelta.BucketStart), nameof(RateDelta.Basis), nameof(RateDelta.UnitId), nameof(RateDelta.Role),
        nameof(RateDelta.Line), nameof(RateDelta.Measure), nameof(RateDelta.Change),
    ];

    /// <summary>
    /// For work on all rows: waits for every change of a person that is under way and holds back new ones until the end of the
    /// transaction. SQLite has one writer at a time anyway.
    /// </summary>
    public Task LockAllAsync(CancellationToken cancel) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlRawAsync("LOCK TABLE contributions IN SHARE ROW EXCLUSIVE MODE", cancel)
        : Task.CompletedTask;

    /// <summary>
    /// For one person: two changes of the same person wait for each other, and for <see cref="LockAllAsync"/>. Updates of nothing
    /// hold the row and the table until the end of the transaction.
    /// </summary>
    public async Task LockAsync(long personId, CancellationToken cancel)
    {
        await db.Set<Person>().Where(p => p.Id == personId).ExecuteUpdateAsync(s => s.SetProperty(p => p.StaffNo, p => p.StaffNo), cancel);
        await db.Set<CountedSpanRow>().Where(s => s.PersonId == personId).ExecuteUpdateAsync(s => s.SetProperty(r => r.PersonId, r => r.PersonId), cancel);
    }

    public async Task<ILookup<long, CountedSpan>> SpansAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel) =>
        (await db.Set<CountedSpanRow>().AsNoTracking().Where(s => personIds.Contains(s.PersonId)).ToListAsync(cancel)).ToLookup(s => s.PersonId, s => s.Span);

    public Task RemoveSpansAsync(long personId, CancellationToken cancel) =>
        db.Set<CountedSpanRow>().Where(s => s.PersonId == personId).ExecuteDeleteAsync(cancel);

    public Task AddSpansAsync(IEnumerable<(long PersonId, CountedSpan Span)> spans, CancellationToken cancel) => bulk.RunAsync<CountedSpanRow>(
        [.. spans.Select(s => new object?[] { s.PersonId, s.Span.AssignmentId, s.Span.UnitId, (short)s.Span.Role, (short)s.Span.Line, (short)s.Span.Measure, s.Span.From, s.Span.Through })],
        SpanColumns, cancel);

    public async Task<ILookup<long, CountedPost>> StatesAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel) =>
        (await db.Set<PostState>().AsNoTracking().Where(s => personIds.Contains(s.PersonId)).ToListAsync(cancel)).ToLookup(s => s.PersonId, s => s.Post);

    public Task RemoveStatesAsync(long personId, CancellationToken cancel) =>
        db.Set<PostState>().Where(s => s.PersonId == personId).ExecuteDeleteAsync(cancel);

    public Task AddStatesAsync(IEnumerable<(long PersonId, CountedPost Post)> states, CancellationToken cancel) => bulk.RunAsync<PostState>(
        [.. states.Select(s => new object?[]
        {
            s.PersonId, s.Post.AssignmentId, s.Post.Place.UnitId, s.Post.Place.WorkUnitId, (short?)s.Post.Place.SchoolKind, (short)s.Post.Role, (short)s.Post.Line,
            s.Post.Place.Start, s.Post.Measures, s.Post.From, s.Post.Through,
        })], StateColumns, cancel);

    /// <summary>Adds rows to the aggregate, those that change something.</summary>
    public Task AddDeltasAsync(IEnumerable<KeyValuePair<BucketKey, int>> deltas, CancellationToken cancel) => bulk.RunAsync<RateDelta>(
        [.. deltas.Where(d => d.Value != 0).Select(d => new object?[]
        {
            (short)d.Key.Level, d.Key.Start, (short)d.Key.Key.Basis, d.Key.Key.UnitId, (short?)d.Key.Key.Role, (short?)d.Key.Key.Line, (short)d.Key.Key.Measure, d.Value,
        })], DeltaColumns, cancel);

    /// <summary>The whole aggregate, equal keys merged.</summary>
    public async Task<Dictionary<BucketKey, int>> DeltasAsync(CancellationToken cancel)
    {
        var sums = await db.Set<RateDelta>().GroupBy(d => new { d.Level, d.BucketStart, d.Basis, d.UnitId, d.Role, d.Line, d.Measure })
            .Select(g => new { g.Key, Change = g.Sum(d => d.Change) }).ToListAsync(cancel);
        return sums.Where(s => s.Change != 0).ToDictionary(
            s => new BucketKey(s.Key.Level, s.Key.BucketStart, new(s.Key.Basis, s.Key.UnitId, s.Key.Role, s.Key.Line, s.Key.Measure)), s => s.Change);
    }
}
