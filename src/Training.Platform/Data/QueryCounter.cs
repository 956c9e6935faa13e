using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Training.Platform.Data;

/// <summary>
/// Counts the database commands of a request and says so in the <c>Server-Timing</c> header (<c>queries;desc="4"</c>), when
/// the setting <c>Diagnostics:ServerTiming</c> is on. Tests hold hot pages to their number with it.
/// </summary>
public sealed class QueryCounter : DbCommandInterceptor
{
    private static readonly AsyncLocal<Count?> Current = new();

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result)
    {
        Increase();
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result, CancellationToken cancel = default)
    {
        Increase();
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData data, InterceptionResult<int> result, CancellationToken cancel = default)
    {
        Increase();
        return new(result);
    }

    /// <summary>Counts the commands of the caller and of everything it awaits from here on, for tests of work beside requests.</summary>
    public static Func<int> Start()
    {
        var count = Current.Value = new Count();
        return () => count.Value;
    }

    internal static void Use(IApplicationBuilder app) => app.Use((context, next) =>
    {
        var count = Current.Value = new Count();
        context.Response.OnStarting(() =>
        {
            context.Response.Headers["Server-Timing"] = $"queries;desc=\"{count.Value}\"";
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Increase()
    {
        if (Current.Value is { } count) Interlocked.Increment(ref count.Value);
    }

    private sealed class Count
    {
        public int Value;
    }
}
