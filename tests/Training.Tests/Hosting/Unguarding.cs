using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Data;

namespace Training.Tests.Hosting;

/// <summary>For tests that need rows as nobody could have written them.</summary>
internal static class Unguarding
{
    /// <summary>Takes the triggers off a table that is only ever added to, as somebody with the keys of the database might.</summary>
    public static Task UnguardAsync(this TestTenant tenant, string table) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
#pragma warning disable EF1002 // names of tables from the tests
        await db.Database.ExecuteSqlRawAsync(db.Database.IsNpgsql()
            ? $"DROP TRIGGER append_only ON {table}; DROP TRIGGER append_only_rows ON {table}"
            : $"DROP TRIGGER {table}_no_update; DROP TRIGGER {table}_no_delete");
#pragma warning restore EF1002
    });
}
