using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Architecture;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certification.Schemes;

public sealed class SchemeImporterTests
{
    [Theory, OnBothDatabases]
    public async Task Importing_again_changes_nothing(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<SchemeImporter>().ImportAsync(CancellationToken.None)));
        Assert.Equal(9, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificationScheme>().CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_changed_file_becomes_the_next_version_from_today(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var content = CopyOfContent();
        try
        {
            var file = Path.Combine(content, "schemes", "teacher.yaml");
            File.WriteAllText(file, File.ReadAllText(file).Replace("count: 36", "count: 24", StringComparison.Ordinal));
            Assert.Equal(1, await ImportAsync(tenant, content));
            Assert.Equal(0, await ImportAsync(tenant, content));
            var versions = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificationScheme>()
                .Where(c => c.Role == TrainingRole.Teacher).OrderBy(c => c.Version).ToListAsync());
            Assert.Equal([1, 2], versions.Select(v => v.Version));
            Assert.Equal((tenant.Today.AddDays(-1), tenant.Today, (DateOnly?)null), (versions[0].EffectiveThrough!.Value, versions[1].EffectiveFrom, versions[1].EffectiveThrough));
        }
        finally
        {
            Directory.Delete(content, recursive: true);
        }
    }

    private static Task<int> ImportAsync(TestTenant tenant, string content) => tenant.InScopeAsync(s => new SchemeImporter(
        s.GetRequiredService<TenantDb>(), s.GetRequiredService<UnitOfWork>(), new AppData(tenant.App.AppData, content, "themes"),
        s.GetRequiredService<TimeProvider>(), s.GetRequiredService<AuditLog>(), s.GetRequiredService<SchemeVersions>()).ImportAsync(CancellationToken.None));

    private static string CopyOfContent()
    {
        var target = Directory.CreateTempSubdirectory("content-").FullName;
        foreach (var name in new[] { "schemes", "packs", "scenarios" })
        {
            var source = Path.Combine(RepositoryRoot.Path, "content", name);
            foreach (var folder in Directory.GetDirectories(source)) Directory.CreateDirectory(Path.Combine(target, name, Path.GetFileName(folder)));
            Directory.CreateDirectory(Path.Combine(target, name));
            foreach (var file in Directory.GetFiles(source)) File.Copy(file, Path.Combine(target, name, Path.GetFileName(file)));
        }
        return target;
    }
}
