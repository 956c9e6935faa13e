using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Training.Platform.Data;

/// <summary>
/// A query that is translated once, instead of being looked up by the shape of its tree at each call: for the pages that are open all
/// day. Keep one in a static field. Each database's model has a translation of its own.
/// </summary>
public sealed class CompiledQuery<TArgument, TRow>(Expression<Func<TenantDb, TArgument, IQueryable<TRow>>> query)
{
    private readonly ConditionalWeakTable<IModel, Func<TenantDb, TArgument, IAsyncEnumerable<TRow>>> _byModel = [];

    /// <summary>All rows. The query itself must have a bound.</summary>
    public async Task<List<TRow>> ToListAsync(TenantDb db, TArgument argument, CancellationToken cancel)
    {
        var run = _byModel.GetValue(db.Model, _ => EF.CompileAsyncQuery(query));
        var rows = new List<TRow>();
        await foreach (var row in run(db, argument).WithCancellation(cancel)) rows.Add(row);
        return rows;
    }
}
