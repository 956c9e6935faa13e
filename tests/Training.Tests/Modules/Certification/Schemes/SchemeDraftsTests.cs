using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Schemes;

public sealed class SchemeDraftsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task Shipped_drafts_are_there_and_not_in_force(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var drafts = await tenant.InScopeAsync(s => s.GetRequiredService<SchemeDrafts>().ListAsync(None));
        Assert.Equal(RoleFacts.All, drafts.Select(d => d.Role));
        Assert.Contains("R05", drafts[1].Missing);
        Assert.DoesNotContain("O02", drafts[1].Missing);
        Assert.All((await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificationScheme>().ToListAsync())), s => Assert.Equal((1, "示范方案"), (s.Version, s.Title)));
        Assert.Contains("还没有发布", await PutAsync(tenant, drafts[1].Ref, tenant.Today), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_draft_put_in_force_is_the_next_version_and_files_do_not_undo_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var holder = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(holder.Id, Ledger.Teacher, tenant.Today.AddDays(-3));
        var begun = await tenant.AddPersonAsync(TrainingRole.Teacher);
        var reference = await AddAsync(tenant, new() { Requirements = Training.Tests.Modules.Certification.Models.Sample.All("O02", "R03", "R04"), Hours = 5.5m });
        Assert.Contains("早于今天", await PutAsync(tenant, reference, tenant.Today.AddDays(-1)), StringComparison.Ordinal);
        Assert.Null(await PutAsync(tenant, reference, tenant.Today));
        await tenant.RunJobsAsync();

        await tenant.RecordAllAsync(begun.Id, Ledger.Teacher);
        // Issued stays issued; whoever begins now needs the third module.
        Assert.Equal(holder.Id, Assert.Single(await tenant.CertificatesAsync()).PersonId);
        await tenant.RecordAsync(begun.Id, "R04");
        Assert.Equal(2, (await tenant.CertificatesAsync()).Count);
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<SchemeImporter>().ImportAsync(None)));
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));
    }

    private static Task<string> AddAsync(TestTenant tenant, SchemeRules rules) => tenant.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<TenantDb>();
        var draft = new SchemeDraft { Role = TrainingRole.Teacher, Title = "本区方案", RulesJson = SchemeRulesJson.Write(rules), UpdatedUtc = tenant.App.Clock.UtcNow() };
        db.Add(draft);
        await db.SaveChangesAsync();
        return draft.Ref;
    });

    private static Task<string?> PutAsync(TestTenant tenant, string reference, DateOnly from) =>
        tenant.InScopeAsync(s => s.GetRequiredService<SchemeDrafts>().PutInForceAsync(reference, from, None));
}
