using Microsoft.EntityFrameworkCore;
using Npgsql;
using Training.Modules;
using Training.Platform.Data;

namespace Training.Web.Data;

/// <summary>Chooses the provider by the section <c>Database</c>.</summary>
public static class DatabaseServices
{
    public static IServiceCollection AddTenantDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        services.AddSingleton(Parts);
        if (options.Provider == DatabaseProvider.Postgres)
        {
            // One pool for all tenants: a pool a tenant exhausts the server (docs/decisions/0002).
            services.AddSingleton(s => options.ConnectionString.Length > 0 ? Sessions(options.ConnectionString, s.GetRequiredService<TenantConnection>()) : throw new SettingsException(
                "Database:Provider is Postgres, but Database:ConnectionString is empty. Set it in appsettings.json or as Database__ConnectionString."));
            services.AddPooledDbContextFactory<PostgresDb>((s, o) => o
                .UseNpgsql(s.GetRequiredService<NpgsqlDataSource>()).UseTenants(s));
            services.AddScoped<TenantDb>(s => s.GetRequiredService<IDbContextFactory<PostgresDb>>().CreateDbContext());
        }
        else
        {
            services.AddPooledDbContextFactory<SqliteDb>((s, o) => o
                .UseSqlite("Data Source=:memory:").UseTenants(s));
            services.AddScoped<TenantDb>(s => s.GetRequiredService<IDbContextFactory<SqliteDb>>().CreateDbContext());
        }
        return services;
    }

    /// <summary>
    /// Statements are parsed once for each connection, not once for each call; a plan made for one tenant is made anew for the next, because
    /// PostgreSQL looks at the search path. That is also all a session holds, and it is set at each opening, so nothing is reset on closing.
    /// A query keeps to one core, since others wait for the rest: for the largest, a count over a million posts, helpers took twice as long to
    /// start as they saved, and compiling it took longer than running it. The operator's own connection string goes before.
    /// </summary>
    private const string Defaults = "Max Auto Prepare=100;Auto Prepare Min Usages=3;No Reset On Close=true;Options=-c max_parallel_workers_per_gather=0 -c jit=off;";

    private static NpgsqlDataSource Sessions(string connectionString, TenantConnection tenants)
    {
        var builder = new NpgsqlDataSourceBuilder(Defaults + connectionString);
        // Where the operator has sessions reset, each opening leads them anew.
        if (builder.ConnectionStringBuilder.NoResetOnClose) builder.UsePhysicalConnectionInitializer(tenants.Follow, session =>
        {
            tenants.Follow(session);
            return Task.CompletedTask;
        });
        return builder.Build();
    }

    internal static readonly ModelParts Parts = new(typeof(TenantDb).Assembly, typeof(AllModules).Assembly);
}
