using Microsoft.EntityFrameworkCore;

namespace Training.Platform.Data;

/// <summary>
/// One change of the ledger and everything that follows from it, in one transaction; what may only happen once it is
/// safe (index, messages, caches) waits in <see cref="AfterCommit"/>.
/// </summary>
public sealed class UnitOfWork(TenantDb db)
{
    private readonly List<Func<Task>> _afterCommit = [];

    /// <summary>Runs <paramref name="action"/> once the transaction has been committed; at once where there is none.</summary>
    public async Task AfterCommitAsync(Func<Task> action)
    {
        if (db.Database.CurrentTransaction is null) await action();
        else _afterCommit.Add(action);
    }

    /// <summary>Joins the running transaction or opens one; a throw rolls all of it back.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not null) return await work();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        T result;
        try
        {
            result = await work();
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch
        {
            _afterCommit.Clear();
            throw;
        }
        var actions = _afterCommit.ToArray();
        _afterCommit.Clear();
        foreach (var action in actions) await action();
        return result;
    }

    public Task RunAsync(Func<Task> work, CancellationToken cancel) => RunAsync(async () => { await work(); return true; }, cancel);
}
