using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Exchange.Export;
using Training.Platform.Data;
using Training.Platform.Modules;
using Training.Platform.Setup;
using Training.Platform.Tenants;

namespace Training.Bench;

/// <summary>
/// Facts of a big roster out as the page streams them (a ZIP whose bytes go nowhere), out into a folder, and into an empty tenant by the
/// command, rates and proof included. Memory is the most that was alive after a collection while it ran, above what was there before.
/// </summary>
internal static class FactsBench
{
    public const string Header = "| step | people | rows | seconds | MB alive at most |\n| --- | --- | --- | --- | --- |";

    public static async Task<string> TakeAsync(BigRoster roster)
    {
        var folder = Path.Combine(Path.GetTempPath(), "training-bench-facts-" + Ids.New());
        try
        {
            var lines = new List<string>();
            FactsExtent extent = new(0, 0);
            await MeasureAsync("page, ZIP", async () =>
            {
                using var sink = FactsSink.ToZip(Stream.Null);
                extent = await roster.InScopeAsync(s => s.GetRequiredService<FactsExport>().WriteAsync(sink, phones: false, default));
            });
            await MeasureAsync("export, folder", async () =>
            {
                using var sink = FactsSink.ToFolder(folder);
                extent = await roster.InScopeAsync(s => s.GetRequiredService<FactsExport>().WriteAsync(sink, phones: false, default));
            });
            var name = "facts" + Ids.New()[..8].ToLowerInvariant();
            await roster.Services.GetRequiredService<TenantSetup>().EnsureAsync(
                new Tenant { Name = name, TenantId = Ids.New(), VersionId = "", RequestUrlPrefix = name }, new Dictionary<string, string>(), default);
            var import = roster.Services.GetServices<ICommand>().Single(c => c.Name == "facts import");
            await MeasureAsync("import by command", async () =>
            {
                if (await import.RunAsync(roster.Services, ["--tenant", name, "--path", folder]) != 0) throw new InvalidOperationException("The import was refused.");
            });
            await RemoveAsync(roster, name);
            return Header + "\n" + string.Join('\n', lines);

            async Task MeasureAsync(string step, Func<Task> work)
            {
                var before = GC.GetTotalMemory(forceFullCollection: true);
                var (most, clock) = (before, Stopwatch.StartNew());
                using (var watch = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)), null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5))) await work();
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"| {step} | {extent.People} | {extent.Rows} | {clock.Elapsed.TotalSeconds:0} | {(most - before) / 1e6:0} |"));
                Console.Error.WriteLine(lines[^1]);
            }
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The copy is of no use any more; on a server it would stay.</summary>
    private static async Task RemoveAsync(BigRoster roster, string name)
    {
        var tenants = roster.Services.GetRequiredService<TenantStore>();
        var tenant = tenants.Find(name)!;
        using var entered = roster.Services.GetRequiredService<CurrentTenant>().Enter(tenant);
        await using var scope = roster.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TenantDb>().Database;
        database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        if (database.IsNpgsql())
#pragma warning disable EF1002 // the schema comes from a validated tenant name
            await database.ExecuteSqlRawAsync($"DROP SCHEMA IF EXISTS \"{scope.ServiceProvider.GetRequiredService<TenantConnection>().Schema(tenant)}\" CASCADE");
#pragma warning restore EF1002
        tenants.Save(tenant with { State = TenantState.Disabled });
    }
}
