using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Services;
using Training.Modules.Exchange.Format;
using Training.Modules.Exchange.Import;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Tests.Architecture;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Exchange;

/// <summary>Sets of facts for tests: the worked example of domain/organisation.md §5 as CSV files, whole or with something wrong in it.</summary>
internal static class Facts
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static string GoldenFolder => Path.Combine(RepositoryRoot.Path, "tests", "Training.Tests", "Modules", "Exchange", "Golden");

    /// <summary>The worked example, file by file.</summary>
    public static Dictionary<string, string> Golden() => Directory.EnumerateFiles(GoldenFolder).ToDictionary(f => Path.GetFileName(f)!, File.ReadAllText);

    public static byte[] Zip(IEnumerable<KeyValuePair<string, string>> files) => Zip(files.Select(f => (f.Key, Encoding.UTF8.GetBytes(f.Value))));

    public static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        return stream.ToArray();
    }

    /// <summary>Imports a ZIP file or a folder; what cannot be taken at all is one problem.</summary>
    public static async Task<FactsReport> ImportAsync(this TestTenant tenant, string path, bool apply = true, long most = FactLimits.Unpacked)
    {
        try
        {
            using var source = FactsSource.Open(path, most);
            return await tenant.InScopeAsync(s => s.GetRequiredService<FactsImport>().RunAsync(source, apply, null, None));
        }
        catch (FactsException e)
        {
            return FactsReport.Refused(e);
        }
    }

    public static async Task<FactsReport> ImportAsync(this TestTenant tenant, byte[] zip, bool apply = true, long most = FactLimits.Unpacked)
    {
        var file = Path.Combine(Path.GetTempPath(), "facts-" + Guid.NewGuid().ToString("N") + ".zip");
        await File.WriteAllBytesAsync(file, zip);
        try
        {
            return await tenant.ImportAsync(file, apply, most);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The checks of each night find nothing to mend.</summary>
    public static async Task HoldsAsync(this TestTenant tenant)
    {
        for (long? after = 0; after is { } last;)
        {
            var page = await tenant.InScopeAsync(s => s.GetRequiredService<Recompute>().CompareAsync(last, None));
            Assert.Empty(page.Differences.Select(Recompute.Line));
            after = page.Last;
        }
        Assert.Equal(0, (await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().CompareAsync(None))).Differences);
    }

    /// <summary>The whole aggregate, and with it the figures of every day, by the codes of units.</summary>
    public static Task<Dictionary<(DateOnly, CountBasis, string, TrainingRole?, Line?, Measure), int>> AggregateAsync(this TestTenant tenant) => tenant.InScopeAsync(async s =>
    {
        var codes = await s.GetRequiredService<TenantDb>().Set<OrgUnit>().ToDictionaryAsync(u => u.Id, u => u.Code);
        return (await s.GetRequiredService<RateStore>().AllAsync(None)).ToDictionary(
            d => (d.Key.On, d.Key.Key.Basis, codes[d.Key.Key.UnitId], d.Key.Key.Role, d.Key.Key.Line, d.Key.Key.Measure), d => d.Value);
    });

    /// <summary>Rows of every table that an import writes.</summary>
    public static Task<string> CountsAsync(this TestTenant tenant) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        var counts = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(t => t.GetTableName() is not (null or "jobs")).OrderBy(t => t.GetTableName(), StringComparer.Ordinal))
            counts.Add($"{type.GetTableName()} {await CountAsync(db, type.GetTableName()!)}");
        return string.Join('\n', counts);
    });

    private static async Task<long> CountAsync(TenantDb db, string table)
    {
#pragma warning disable EF1002 // the name comes from the model
        return (await db.Database.SqlQueryRaw<long>($"SELECT COUNT(*) AS \"Value\" FROM {table}").ToListAsync()).Single();
#pragma warning restore EF1002
    }
}
