using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Training.Bench;

/// <summary>The app within this process, for work that no request does.</summary>
/// <param name="jobs">False: the bench runs the queue itself and nothing else disturbs the clock.</param>
internal sealed class BenchApp(string folder, string? postgres, bool jobs = true) : WebApplicationFactory<Web.Data.SqliteDb>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("AppData", folder);
        builder.UseSetting("AutoSetup:Profile", "");
        builder.UseSetting("Jobs:Enabled", jobs ? "true" : "false");
        builder.UseSetting("Database:Provider", postgres is null ? "Sqlite" : "Postgres");
        builder.UseSetting("Database:ConnectionString", postgres ?? "");
        builder.UseSetting("Database:SchemaPattern", "bench_{0}");
    }
}
