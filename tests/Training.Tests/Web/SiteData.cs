using Microsoft.EntityFrameworkCore;
using Npgsql;
using Training.Modules;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Web.Data;

namespace Training.Tests.Web;

/// <summary>The database of one district of a <see cref="SiteProcess"/>, read and changed from outside.</summary>
internal static class SiteData
{
    /// <param name="appData">Folder of the site.</param>
    /// <param name="schemas">As for <see cref="SiteProcess.Database"/>.</param>
    public static TenantDb Open(TestDatabase database, string appData, string schemas, string tenant)
    {
        var parts = new ModelParts(typeof(TenantDb).Assembly, typeof(AllModules).Assembly);
        if (database == TestDatabase.Sqlite)
            return new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(
                $"Data Source={Path.Combine(appData, "Sites", tenant, "site.db")};Foreign Keys=True;Default Timeout=30;Pooling=False").UseSnakeCaseNamingConvention().Options, parts);
        var server = new NpgsqlConnectionStringBuilder(TestApp.PostgresServer) { SearchPath = $"{schemas}_{tenant}", Pooling = false };
        return new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(server.ConnectionString).UseSnakeCaseNamingConvention().Options, parts);
    }
}
