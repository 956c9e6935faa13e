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
    /// For one person, until the end of the transaction: two changes of the same person wait for each other, and for
    /// <see cref="LockAllAsync"/>.
    /// </summary>
    public Task LockAsync(long personId, CancellationToken cancel) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"LOCK TABLE contributions IN ROW EXCLUSIVE MODE; SELECT 1 FROM people WHERE id = {personId} FOR NO KEY UPDATE", cancel)
        : db.Set<Person>().Where(p => p.Id == personId).ExecuteUpdateAsync(s => s.SetProperty(p => p.StaffNo, p => p.StaffNo), cancel);

    public async Task<ILookup<long, CountedSpan>> SpansAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel) =>
        (await db.Set<CountedSpanRow>().AsNoTracking().Where(s => personIds.Contains(s.PersonId)).ToListAsync(cancel)).ToLookup(s => s.PersonId, s => s.Span);

    /// <summary>Of one person, with the numbers of the rows.</summary>
    public async Task<IReadOnlyList<(long Id, CountedSpan Row)>> SpanRowsAsync(long personId, CancellationToken cancel) =>
        [.. (await db.Set<CountedSpanRow>().AsNoTracking().Where(s => s.PersonId == personId).ToListAsync(cancel)).Select(s => (s.Id, s.Span))];

    public Task RemoveSpansAsync(IReadOnlyCollection<long> rows, CancellationToken cancel) => rows.Count == 0 ? Task.CompletedTask
        : db.Set<CountedSpanRow>().Where(s => rows.Contains(s.Id)).ExecuteDeleteAsync(cancel);

    /// <summary>Spans and states of these people.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel)
    {
        await db.Set<CountedSpanRow>().Where(s => personIds.Contains(s.PersonId)).ExecuteDeleteAsync(cancel);
        await db.Set<PostState>().Where(s => personIds.Contains(s.PersonId)).ExecuteDeleteAsync(cancel);
    }

    /// <returns>How many rows there are of people that are no more.</returns>
    public async Task<int> StraysAsync(bool remove, CancellationToken cancel)
    {
        var spans = db.Set<CountedSpanRow>().Where(s => !db.Set<Person>().Any(p => p.Id == s.PersonId));
        var states = db.Set<PostState>().Where(s => !db.Set<Person>().Any(p => p.Id == s.PersonId));
        return remove ? await spans.ExecuteDeleteAsync(cancel) + await states.ExecuteDeleteAsync(cancel) : await spans.CountAsync(cancel) + await states.CountAsync(cancel);
    }

    public Task AddSpansAsync(IEnumerable<(long PersonId, CountedSpan Span)> spans, CancellationToken cancel) => bulk.RunAsync<CountedSpanRow>(
        [.. spans.Select(s => new object?[] { s.PersonId, s.Span.AssignmentId, s.Span.UnitId, (short)s.Span.Role, (short)s.Span.Line, (short)s.Span.Measure, s.Span.From, s.Span.Through })],
        SpanColumns, cancel);

    public async Task<ILookup<long, CountedPost>> StatesAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel) =>
        (await db.Set<PostState>().AsNoTracking().Where(s => personIds.Contains(s.PersonId)).ToListAsync(cancel)).ToLookup(s => s.PersonId, s => s.Post);

    /// <summary>Of one person, with the numbers of the rows.</summary>
    public async Task<IReadOnlyList<(long Id, CountedPost Row)>> StateRowsAsync(long personId, CancellationToken cancel) =>
        [.. (await db.Set<PostState>().AsNoTracking().Where(s => s.PersonId == personId).ToListAsync(cancel)).Select(s => (s.Id, s.Post))];

    public Task RemoveStatesAsync(IReadOnlyCollection<long> rows, CancellationToken cancel) => rows.Count == 0 ? Task.CompletedTask
        : db.Set<PostState>().Where(s => rows.Contains(s.Id)).ExecuteDeleteAsync(cancel);

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

    /// <summary>The aggregate, equal keys merged.</summary>
    /// <param name="unitId">Only of this unit; null = the whole.</param>
    public async Task<Dictionary<BucketKey, int>> DeltasAsync(CancellationToken cancel, int? unitId = null)
    {
        var rows = db.Set<RateDelta>().AsNoTracking();
        if (unitId is not null) rows = rows.Where(d => d.UnitId == unitId);
        var sums = await rows.GroupBy(d => new { d.Level, d.BucketStart, d.Basis, d.UnitId, d.Role, d.Line, d.Measure })
            .Select(g => new { g.Key, Change = g.Sum(d => d.Change) }).ToListAsync(cancel);
        return sums.Where(s => s.Change != 0).ToDictionary(
            s => new BucketKey(s.Key.Level, s.Key.BucketStart, new(s.Key.Basis, s.Key.UnitId, s.Key.Role, s.Key.Line, s.Key.Measure)), s => s.Change);
    }
}
