using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Review;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Schemes;

public sealed class SchemeDraftsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task Shipped_drafts_are_there_and_not_in_force(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var drafts = await tenant.InScopeAsync(s => s.GetRequiredService<DraftDesk>().ListAsync(None));
        Assert.Equal(RoleFacts.All, drafts.Select(d => d.Draft.Role).Order());
        var obstacles = await tenant.InScopeAsync(s => s.GetRequiredService<DraftDesk>().ObstaclesAsync(drafts.Single(d => d.Draft.Role == TrainingRole.ChildDirector), None));
        Assert.Contains(obstacles, o => o.Contains("R05 还没有发布", StringComparison.Ordinal));
        Assert.DoesNotContain(obstacles, o => o.Contains("O02", StringComparison.Ordinal));
        Assert.All((await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificationScheme>().ToListAsync())), s => Assert.Equal((1, "示范方案"), (s.Version, s.Title)));
    }

    [Theory, OnBothDatabases]
    public async Task A_draft_put_in_force_is_the_next_version_and_files_do_not_undo_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(SchemeDraftsTests)));
        var holder = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(holder.Id, Ledger.Teacher, tenant.Today.AddDays(-3));
        var begun = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await PublishAsync(tenant, new() { Requirements = Training.Tests.Modules.Certification.Models.Sample.All("O02", "R03", "R04"), Hours = 5.5m }, tenant.Today.AddDays(1));
        await tenant.RunJobsAsync();
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));

        await tenant.RecordAllAsync(begun.Id, Ledger.Teacher);
        // Issued stays issued; whoever begins now needs the third module.
        Assert.Equal(holder.Id, Assert.Single(await tenant.CertificatesAsync()).PersonId);
        await tenant.RecordAsync(begun.Id, "R04");
        Assert.Equal(2, (await tenant.CertificatesAsync()).Count);
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<SchemeImporter>().ImportAsync(None)));
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));
    }

    private static async Task PublishAsync(TestTenant tenant, SchemeRules rules, DateOnly from)
    {
        var person = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        await tenant.InScopeAsync(async s =>
        {
            var (desk, officer) = (s.GetRequiredService<DraftDesk>(), await s.PrincipalAsync(person));
            var reference = await desk.StartAsync(TrainingRole.Teacher, "本区方案", rules, "", officer, None);
            var started = await desk.FindAsync(reference!, None);
            Assert.True(await desk.SaveAsync(started!, started!.Number, new("本区方案", from, "", rules, new Dictionary<string, string>()), officer, None));
            var saved = await desk.FindAsync(reference!, None);
            Assert.NotNull(await desk.PublishAsync(saved!, saved!.Number, "", None));
        });
    }
}
