using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Models;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Pages;

public sealed class PassMarkPageTests
{
    [Theory, OnBothDatabases]
    public async Task Whoever_passed_below_the_mark_of_the_scheme_is_not_certified_reads_why_and_is_after_a_better_try(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            await s.GetRequiredService<SchemeVersions>().AddAsync(TrainingRole.Teacher, "严格方案",
                new() { Requirements = Sample.All("O02", "R03"), PassPercent = 95, Hours = 3.5m, TransitionMonths = 0 }, tenant.Today, SchemeVersions.ByHand + "X", 1, default);
            await s.GetRequiredService<TenantDb>().SaveChangesAsync();
        }, default));
        var teacher = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await RecordAsync(tenant, teacher.Id, "O02", 96);
        await RecordAsync(tenant, teacher.Id, "R03", 90);
        Assert.Empty(await tenant.CertificatesAsync());
        using (var client = await tenant.SignedInAsync(teacher))
        {
            Assert.Contains("得了 90 分，这个方案要 95 分", (await client.PageAsync("certificates/why")).QuerySelector(".why-rules > li.open")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("得了 90 分，要 95 分", (await client.PageAsync("home")).QuerySelector(".ledger")!.TextContent, StringComparison.Ordinal);
        }
        await RecordAsync(tenant, teacher.Id, "R03", 98);
        Assert.Single(await tenant.CertificatesAsync());
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));
    }

    private static Task RecordAsync(TestTenant tenant, long personId, string module, int score) => tenant.InScopeAsync(s => s.GetRequiredService<EvidenceLedger>().RecordAsync(new Evidence
    {
        PersonId = personId, Kind = EvidenceKind.ModuleCompleted, Subject = module, Score = score, EffectiveOn = tenant.Today, RecordedUtc = tenant.App.Clock.UtcNow(),
        Reason = $"5 课全部学完，知识检测 {score} 分，达到要求。",
    }, default));
}
