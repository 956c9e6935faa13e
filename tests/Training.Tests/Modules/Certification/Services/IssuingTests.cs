using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Review;

namespace Training.Tests.Modules.Certification.Services;

public sealed class IssuingTests
{
    [Theory, OnBothDatabases]
    public async Task The_last_requirement_brings_the_certificate_in_the_same_transaction(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector);
        await tenant.RecordAllAsync(person.Id, Ledger.Director.Take(3));
        Assert.Empty(await tenant.CertificatesAsync());

        await tenant.RecordAsync(person.Id, "S1");
        var certificate = Assert.Single(await tenant.CertificatesAsync());
        Assert.Equal($"310105-CD-{tenant.Today.Year}-000001", certificate.Number);
        Assert.Equal((tenant.Today, tenant.Today, tenant.Today.AddMonths(12).AddDays(-1)), (certificate.CompletedOn, certificate.ValidFrom, certificate.ValidThrough));
        Assert.Equal((person.Name, 5.5m, "示范方案"), (certificate.HolderName, certificate.Hours, certificate.SchemeTitle));
        Assert.Single(await tenant.InScopeAsync(s => Task.FromResult(s.GetRequiredService<TenantDb>().Set<AuditEvent>().Where(e => e.Name == "Issued" && e.Subject == certificate.Number).ToList())));
    }

    [Theory, OnBothDatabases]
    public async Task A_renewal_shown_before_the_post_began_is_issued_with_the_first_certificate(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await tenant.InScopeAsync(async s =>
        {
            var scheme = await s.GetRequiredService<TenantDb>().Set<CertificationScheme>().SingleAsync(x => x.Role == TrainingRole.Teacher);
            var rules = SchemeRulesJson.Read(scheme.RulesJson);
            var json = SchemeRulesJson.Write(rules with { Validity = rules.Validity with { From = ValidityStart.Completion } });
            await s.GetRequiredService<TenantDb>().Set<CertificationScheme>().Where(x => x.Id == scheme.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.RulesJson, json));
            s.GetRequiredService<SchemeTable>().Forget();
        });
        var person = await tenant.AddPersonAsync(role: null);
        // Valid for 36 months from that day: to the end of the coming weeks.
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher, tenant.Today.AddMonths(-36).AddDays(30));
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher, tenant.Today.AddDays(-5));
        Assert.Empty(await tenant.CertificatesAsync());
        await AssignAsync(tenant, person.Id, TrainingRole.Teacher);
        var certificates = (await tenant.CertificatesAsync()).OrderBy(c => c.ValidFrom).ToList();
        Assert.Equal([tenant.Today, tenant.Today], certificates.Select(c => c.IssuedOn));
        Assert.Equal(certificates[0].ValidThrough.AddDays(1), certificates[1].ValidFrom);
        Assert.False((await tenant.InScopeAsync(s => s.GetRequiredService<StandingStore>().CompareAsync([person.Id], default)))[person.Id].Differs);
    }

    [Theory, OnBothDatabases]
    public async Task Evidence_counts_for_every_role_that_is_held(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await AssignAsync(tenant, person.Id, TrainingRole.HomeroomTeacher);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        Assert.Equal([TrainingRole.HomeroomTeacher, TrainingRole.Teacher], (await tenant.CertificatesAsync()).Select(c => c.Role).Order());
    }

    [Theory, OnBothDatabases]
    public async Task A_role_taken_up_later_uses_what_was_learned_before(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(role: null);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        Assert.Empty(await tenant.CertificatesAsync());
        await AssignAsync(tenant, person.Id, TrainingRole.Teacher);
        Assert.Single(await tenant.CertificatesAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Thirty_two_finishers_at_once_get_numbers_without_gaps_or_doubles(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var people = new List<TestPerson>();
        for (var i = 0; i < 32; i++)
        {
            people.Add(await tenant.AddPersonAsync(TrainingRole.Teacher));
            await tenant.RecordAsync(people[i].Id, "O02");
        }
        await Task.WhenAll(people.Select(p => Task.Run(() => tenant.RecordAsync(p.Id, "R03"))));
        Assert.Equal(Enumerable.Range(1, 32).Select(n => $"310105-TE-{tenant.Today.Year}-{n:D6}"), (await tenant.CertificatesAsync()).Select(c => c.Number));
    }

    [Theory, OnBothDatabases]
    public async Task One_person_who_finishes_twice_at_once_gets_one_certificate(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAsync(person.Id, "O02");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => tenant.RecordAsync(person.Id, "R03"))));
        Assert.Single(await tenant.CertificatesAsync());
        await FinishOneAsync(tenant);
        Assert.Equal(2, (await tenant.CertificatesAsync()).Count(c => c.Number.EndsWith("000001", StringComparison.Ordinal) || c.Number.EndsWith("000002", StringComparison.Ordinal)));
    }

    [Theory, OnBothDatabases]
    public async Task A_number_of_a_transaction_that_failed_is_given_again(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAsync(person.Id, "O02");
        await Assert.ThrowsAsync<TimeoutException>(() => tenant.InScopeAsync(services => services.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            await services.GetRequiredService<EvidenceLedger>().RecordAsync(Ledger.Row(person.Id, "R03", tenant.Today, DateTime.UnixEpoch), CancellationToken.None);
            Assert.Single(services.GetRequiredService<TenantDb>().Set<Certificate>());
            throw new TimeoutException();
        }, CancellationToken.None)));
        Assert.Empty(await tenant.CertificatesAsync());
        await FinishOneAsync(tenant);
        Assert.EndsWith("000001", Assert.Single(await tenant.CertificatesAsync()).Number, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Without_automatic_issue_a_completion_waits_for_approval(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await tenant.SettingsAsync(TestTenant.Issuing with { AutoIssue = false });
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        Assert.Empty(await tenant.CertificatesAsync());
        Assert.Equal((person.Id, TrainingRole.Teacher), Assert.Single(await RequestsAsync(tenant)) switch { var r => (r.PersonId, r.Role) });

        var (issued, _) = await ApproveAsync(tenant, person.Id);
        Assert.NotNull(issued);
        Assert.Empty(await RequestsAsync(tenant));
        var told = Assert.Single(await tenant.NoticesAsync(person));
        Assert.Equal("/certificates/" + issued.Number, told.Url);
        Assert.Contains(issued.Number, told.Body, StringComparison.Ordinal);
        Assert.Null((await ApproveAsync(tenant, person.Id)).Issued);
        Assert.Single(await tenant.CertificatesAsync());
    }

    [Theory, OnBothDatabases]
    public async Task After_a_revocation_a_person_decides(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher, tenant.Today.AddDays(-30));
        var certificate = Assert.Single(await tenant.CertificatesAsync());
        await tenant.ActAsync(certificate.Number, CertificateEventKind.Revoked, "成绩由他人代考");
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        Assert.Single(await tenant.CertificatesAsync());
        Assert.Single(await RequestsAsync(tenant));
    }

    private static Task<(Certificate? Issued, string? Refusal)> ApproveAsync(TestTenant tenant, long personId) =>
        tenant.InScopeAsync(s => s.GetRequiredService<Evaluation>().ApproveAsync(personId, TrainingRole.Teacher, tenant.Today, refusalSeen: false, CancellationToken.None));

    private static async Task FinishOneAsync(TestTenant tenant)
    {
        var next = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(next.Id, Ledger.Teacher);
    }

    private static Task<List<IssueRequest>> RequestsAsync(TestTenant tenant) =>
        tenant.InScopeAsync(s => Task.FromResult(s.GetRequiredService<TenantDb>().Set<IssueRequest>().ToList()));

    private static Task AssignAsync(TestTenant tenant, long personId, TrainingRole role) => tenant.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<TenantDb>();
        db.Add(new RoleAssignment
        {
            PersonId = personId, Role = role, Line = role.LineOf(), SubDistrictId = tenant.HuayangluId, Start = tenant.Today, RecordedUtc = tenant.App.Clock.UtcNow(),
        });
        await db.SaveChangesAsync();
        await services.GetRequiredService<Events>().RaiseAsync(new AssignmentsChanged(personId), CancellationToken.None);
    });
}
