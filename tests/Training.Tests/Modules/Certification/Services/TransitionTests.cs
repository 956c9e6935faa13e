using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Models;

namespace Training.Tests.Modules.Certification.Services;

/// <summary>在途学员按入学时版本: who was in the role when the new version took over finishes the old one; who came later does not.</summary>
public sealed class TransitionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task Who_takes_the_role_up_under_the_new_version_begins_under_it_and_a_corrected_post_is_seen_at_once(TestDatabase database)
    {
        // Its own app: this one moves the clock by days.
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(TransitionTests)));
        var (inTime, late) = (await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(role: null));
        foreach (var person in new[] { inTime, late }) await tenant.RecordAsync(person.Id, "O02", tenant.Today.AddDays(-9));
        var takesOver = tenant.Today.AddDays(1);
        await tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            await s.GetRequiredService<SchemeVersions>().AddAsync(
                TrainingRole.Teacher, "新方案", new() { Requirements = Sample.All("O02", "R03", "T01"), Hours = 4.5m }, takesOver, SchemeVersions.ByHand + "X", 1, None);
            await s.GetRequiredService<TenantDb>().SaveChangesAsync();
        }, None));
        await tenant.RunJobsAsync();
        tenant.App.Clock.Advance(TimeSpan.FromDays(2));
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            db.Add(new RoleAssignment
            {
                PersonId = late.Id, Role = TrainingRole.Teacher, Line = Line.Education, SubDistrictId = tenant.HuayangluId, Start = tenant.Today, RecordedUtc = tenant.App.Clock.UtcNow(),
            });
            await db.SaveChangesAsync();
            await s.GetRequiredService<Events>().RaiseAsync(new AssignmentsChanged(late.Id), None);
        });
        foreach (var person in new[] { inTime, late }) await tenant.RecordAsync(person.Id, "R03");

        // Both have shown the same on the same days; what differs is the day on which they took up the role.
        Assert.Equal(inTime.Id, Assert.Single(await tenant.CertificatesAsync()).PersonId);
        using (var client = await tenant.SignedInAsync(late))
        {
            var why = (await client.PageAsync("certificates/why")).QuerySelector("[aria-labelledby=rules-h]")!;
            Assert.Contains("按“新方案”", why.TextContent, StringComparison.Ordinal);
            Assert.Equal(1, why.QuerySelectorAll(".why-rules > li.open").Length);
        }
        await AgreesAsync(tenant);

        // The post had begun earlier than was entered: the certificate follows in the same transaction.
        await MoveAsync(tenant, late, takesOver.AddDays(-1));
        Assert.Equal([inTime.Id, late.Id], (await tenant.CertificatesAsync()).Select(c => c.PersonId).Order());
        Assert.Single((await tenant.CertificatesAsync()).Select(c => c.SchemeId).Distinct());
        await AgreesAsync(tenant);

        // And later than was entered: what was issued stays, and is no fault of any night.
        await MoveAsync(tenant, inTime, tenant.Today);
        Assert.Equal(2, (await tenant.CertificatesAsync()).Count);
        await AgreesAsync(tenant);
    }

    /// <summary>One change after another gives what the whole recompute gives: certificates, standings, what waits, packs and doubts.</summary>
    private static async Task AgreesAsync(TestTenant tenant)
    {
        var report = await NightlyCheckTests.CheckAsync(tenant);
        Assert.Equal((0, ""), (report.Differences, report.Lines));
        var issued = (await tenant.CertificatesAsync()).Count;
        await tenant.InScopeAsync(s => s.GetRequiredService<Recompute>().RenewAsync(0, everybody: true, None));
        Assert.Equal(issued, (await tenant.CertificatesAsync()).Count);
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));
    }

    private static Task MoveAsync(TestTenant tenant, TestPerson person, DateOnly start) => tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
    {
        await s.GetRequiredService<TenantDb>().Set<RoleAssignment>().Where(a => a.PersonId == person.Id).ExecuteUpdateAsync(u => u.SetProperty(a => a.Start, start));
        await s.GetRequiredService<Events>().RaiseAsync(new AssignmentsChanged(person.Id), None);
    }, None));
}
