using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Training.Platform.Data;
using Training.Platform.Recipes;
using Training.Platform.Tenants;

namespace Training.Platform.Setup;

/// <summary>
/// Brings a tenant to life: database, migrations, recipe. The state says how far it got, so that a process killed in the
/// middle starts this tenant again from nothing: half a setup is never served and never mended by guess.
/// </summary>
public sealed class TenantSetup(
    IServiceScopeFactory scopes, TenantStore tenants, CurrentTenant current, AppData appData, TenantConnection connection, ILogger<TenantSetup> log)
{
    /// <summary>Sets the tenant up unless it is running already; a running one is migrated to the newest schema.</summary>
    /// <param name="parameters">What the recipe may ask for with <c>[js: parameters('x')]</c>.</param>
    public async Task EnsureAsync(Tenant wanted, IReadOnlyDictionary<string, string> parameters, CancellationToken cancel)
    {
        var tenant = tenants.Find(wanted.Name) ?? tenants.Save(wanted with { State = TenantState.Uninitialized });
        if (tenant.State is TenantState.Disabled or TenantState.Invalid) return;
        using (current.Enter(tenant))
        {
            if (tenant.State == TenantState.Running)
            {
                await WithDbAsync(async db =>
                {
                    // Migrating compares whole models even when there is nothing to do: half a second of each start.
                    if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any()) await MigrateAsync(db, cancel);
                });
                return;
            }
            log.LogInformation("Setting up tenant {Tenant} with recipe {Recipe}", tenant.Name, tenant.RecipeName);
            tenant = tenants.Save(tenant with { State = TenantState.Initializing });
            await WithDbAsync(db => CreateAsync(db, tenant, cancel));
            if (tenant.RecipeName.Length > 0)
            {
                var recipe = Recipe.Load(Path.Combine(appData.Content, "recipes", tenant.RecipeName + ".recipe.json"));
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<RecipeExecutor>().RunAsync(recipe, parameters, cancel);
            }
            tenants.Save(tenant with { State = TenantState.Running });
        }
    }

    private async Task CreateAsync(TenantDb db, Tenant tenant, CancellationToken cancel)
    {
        if (db.Database.IsNpgsql())
        {
            var schema = connection.Schema(tenant).Replace("\"", "\"\"", StringComparison.Ordinal);
#pragma warning disable EF1002 // the schema is quoted and comes from a validated tenant name
            await db.Database.ExecuteSqlRawAsync($"DROP SCHEMA IF EXISTS \"{schema}\" CASCADE; CREATE SCHEMA \"{schema}\"", cancel);
#pragma warning restore EF1002
            // Migrate would look for the table first and log its absence as an error.
            await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancel);
        }
        else
        {
            var file = connection.SqliteFile(tenant);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            foreach (var old in new[] { file, file + "-wal", file + "-shm" }) File.Delete(old);
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancel);
        }
        await MigrateAsync(db, cancel);
    }

    private static async Task MigrateAsync(TenantDb db, CancellationToken cancel)
    {
        await db.Database.MigrateAsync(cancel);
        await AppendOnlyTables.GuardAsync(db, cancel);
    }

    private async Task WithDbAsync(Func<TenantDb, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TenantDb>());
    }
}
