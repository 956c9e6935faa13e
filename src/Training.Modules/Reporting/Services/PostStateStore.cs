using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Services;

/// <summary>Reads and writes how each person counts.</summary>
public sealed class PostStateStore(TenantDb db, BulkInsert bulk)
{
    private static readonly CompiledQuery<long, PostState> RowsOf = new((db, personId) => db.Set<PostState>().AsNoTracking().Where(s => s.PersonId == personId));

    private static readonly string[] Columns =
    [
        nameof(PostState.PersonId), nameof(PostState.AssignmentId), nameof(PostState.UnitId), nameof(PostState.WorkUnitId), nameof(PostState.SchoolKind), nameof(PostState.Role),
        nameof(PostState.Line), nameof(PostState.StartDay), nameof(PostState.Measures), nameof(PostState.FromDay), nameof(PostState.ThroughDay),
        nameof(PostState.Node),
    ];

    /// <summary>
    /// For work on all rows: waits for every change of a person that is under way and holds back new ones until the end of the
    /// transaction. SQLite has one writer at a time anyway.
    /// </summary>
    public Task LockAllAsync(CancellationToken cancel) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlRawAsync("LOCK TABLE post_states IN SHARE ROW EXCLUSIVE MODE", cancel)
        : Task.CompletedTask;

    /// <summary>
    /// For one person, until the end of the transaction: two changes of the same person wait for each other, and for
    /// <see cref="LockAllAsync"/>.
    /// </summary>
    public Task LockAsync(long personId, CancellationToken cancel) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"LOCK TABLE post_states IN ROW EXCLUSIVE MODE; SELECT 1 FROM people WHERE id = {personId} FOR NO KEY UPDATE", cancel)
        : db.Set<Person>().Where(p => p.Id == personId).ExecuteUpdateAsync(s => s.SetProperty(p => p.StaffNo, p => p.StaffNo), cancel);

    /// <summary>Of one person, with the numbers of the rows.</summary>
    public async Task<IReadOnlyList<(long Id, CountedPost Post)>> OfAsync(long personId, CancellationToken cancel) =>
        [.. (await RowsOf.ToListAsync(db, personId, cancel)).Select(s => (s.Id, s.Post))];

    public async Task<ILookup<long, CountedPost>> OfAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel) =>
        (await db.Set<PostState>().AsNoTracking().Where(s => personIds.Contains(s.PersonId)).ToListAsync(cancel)).ToLookup(s => s.PersonId, s => s.Post);

    public Task AddAsync(IEnumerable<(long PersonId, CountedPost Post)> states, CancellationToken cancel) => bulk.RunAsync<PostState>(
        [.. states.Select(s => new object?[]
        {
            s.PersonId, s.Post.AssignmentId, s.Post.Place.UnitId, s.Post.Place.WorkUnitId, (short?)s.Post.Place.SchoolKind, (short)s.Post.Role, (short)s.Post.Line,
            s.Post.Place.Since, s.Post.Measures, s.Post.From, s.Post.Through, DayTree.NodeOf(s.Post.From, s.Post.Through),
        })], Columns, cancel);

    public Task RemoveAsync(IReadOnlyCollection<long> rows, CancellationToken cancel) => rows.Count == 0 ? Task.CompletedTask
        : db.Database.IsNpgsql() ? db.Database.ExecuteSqlAsync($"DELETE FROM post_states WHERE id = ANY({rows.ToArray()})", cancel)
        : db.Set<PostState>().Where(s => rows.Contains(s.Id)).ExecuteDeleteAsync(cancel);

    public Task RemoveOfAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel) =>
        db.Set<PostState>().Where(s => personIds.Contains(s.PersonId)).ExecuteDeleteAsync(cancel);

    /// <returns>How many rows there are of people that are no more.</returns>
    public Task<int> StraysAsync(bool remove, CancellationToken cancel)
    {
        var strays = db.Set<PostState>().Where(s => !db.Set<Person>().Any(p => p.Id == s.PersonId));
        return remove ? strays.ExecuteDeleteAsync(cancel) : strays.CountAsync(cancel);
    }
}
