using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Services;

/// <summary>Reads and writes how each person counts, and what a change of that changes in the counts.</summary>
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
            s.Post.Place.Since, s.Post.Measures, s.Post.From, s.Post.Through, s.Post.Node,
        })], Columns, cancel);

    /// <summary>
    /// Fills the empty table and puts its indexes on afterwards: over millions of rows that takes a fraction of the time of keeping them. In
    /// the caller's transaction.
    /// </summary>
    public async Task WithoutIndexesAsync(Func<Task> fill, CancellationToken cancel)
    {
        var model = db.GetService<IDesignTimeModel>().Model;
        var table = model.FindEntityType(typeof(PostState))!.GetTableMappings().Single().Table;
        var indexes = table.Indexes.ToList();
        await RunAsync([.. indexes.Select(i => new DropIndexOperation { Name = i.Name, Table = table.Name, Schema = table.Schema })]);
        await fill();
        await RunAsync([.. indexes.Select(CreateIndexOperation.CreateFrom)]);

        async Task RunAsync(MigrationOperation[] operations)
        {
            foreach (var command in db.GetService<IMigrationsSqlGenerator>().Generate(operations, model)) await db.Database.ExecuteSqlRawAsync(command.CommandText, cancel);
        }
    }

    /// <summary>Puts rows of one person in the place of others, and adds to the log what that changes in the counts: on PostgreSQL in one round trip.</summary>
    /// <param name="gone">Numbers of rows.</param>
    public async Task ChangeAsync(long personId, long[] gone, CountedPost[] added, IEnumerable<Contribution> changes, CancellationToken cancel)
    {
        var data = RateChange.Pack(changes);
        if (!db.Database.IsNpgsql())
        {
            await db.Set<PostState>().Where(s => gone.Contains(s.Id)).ExecuteDeleteAsync(cancel);
            await AddAsync(added.Select(post => (personId, post)), cancel);
            await db.Database.ExecuteSqlAsync($"INSERT INTO rate_changes (\"transaction\", data) VALUES (0, {data})", cancel);
            return;
        }
        await db.Database.ExecuteSqlAsync($"""
            DELETE FROM post_states WHERE id = ANY({gone});
            INSERT INTO post_states (person_id, assignment_id, unit_id, work_unit_id, school_kind, role, line, start_day, measures, from_day, through_day, node)
            SELECT {personId}, p.* FROM unnest(
                {Each(p => p.AssignmentId)}, {Each(p => p.Place.UnitId)}, {Each(p => p.Place.WorkUnitId)}, {Each(p => (short?)p.Place.SchoolKind)}, {Each(p => (short)p.Role)},
                {Each(p => (short)p.Line)}, {Each(p => p.Place.Since)}, {Each(p => p.Measures)}, {Each(p => p.From)}, {Each(p => p.Through)}, {Each(p => p.Node)}) p;
            INSERT INTO rate_changes (transaction, data) VALUES (pg_current_xact_id()::text::bigint, {data})
            """, cancel);

        T[] Each<T>(Converter<CountedPost, T> column) => Array.ConvertAll(added, column);
    }

    public Task RemoveOfAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel) =>
        db.Set<PostState>().Where(s => personIds.Contains(s.PersonId)).ExecuteDeleteAsync(cancel);

    /// <returns>How many rows there are of people that are no more.</returns>
    public Task<int> StraysAsync(bool remove, CancellationToken cancel)
    {
        var strays = db.Set<PostState>().Where(s => !db.Set<Person>().Any(p => p.Id == s.PersonId));
        return remove ? strays.ExecuteDeleteAsync(cancel) : strays.CountAsync(cancel);
    }
}
