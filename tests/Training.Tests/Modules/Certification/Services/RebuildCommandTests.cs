using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Modules;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certification.Services;

public sealed class RebuildCommandTests
{
    [Fact]
    public void The_command_is_known_by_its_two_words() =>
        Assert.Single(TestApp.For(TestDatabase.Sqlite).Services.GetServices<ICommand>(), c => c.Name == "certification rebuild");

    [Theory, OnBothDatabases]
    public async Task What_was_issued_is_what_the_ledger_gives(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher, tenant.Today.AddDays(-3));
        // Recorded late: it would have completed the role earlier, and still changes nothing.
        await tenant.RecordAsync(person.Id, "R03", tenant.Today.AddDays(-40));
        Assert.Empty(await CheckAsync(tenant, person.Id));
    }

    [Theory, OnBothDatabases]
    public async Task A_missing_and_an_unexplained_certificate_are_found(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (one, two) = (await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(TrainingRole.Teacher));
        await tenant.RecordAllAsync(one.Id, Ledger.Teacher);
        await tenant.UnguardAsync("certificates");
        await tenant.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<TenantDb>();
            foreach (var subject in Ledger.Teacher) db.Add(Ledger.Row(two.Id, subject, tenant.Today, tenant.App.Clock.UtcNow()));
            await db.SaveChangesAsync();
            await db.Set<Certificate>().Where(c => c.PersonId == one.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.ValidThrough, tenant.Today.AddYears(9)));
        });
        Assert.Contains("does not explain", Assert.Single(await CheckAsync(tenant, one.Id)).What, StringComparison.Ordinal);
        Assert.Contains("no certificate was issued", Assert.Single(await CheckAsync(tenant, two.Id)).What, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Certificates_made_in_bulk_are_those_of_the_ledger(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector, new DateOnly(2023, 2, 1));
        DateOnly[] days = [new(2024, 1, 10), new(2024, 12, 20), new(2026, 3, 1)];
        var rows = days.SelectMany((day, i) => (i == 0 ? Ledger.Director : ["O02", "R03"]).Select(s => Ledger.Row(person.Id, s, day, ChinaTime.StartUtc(day).AddHours(12)))).ToList();
        await tenant.InScopeAsync(services => services.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            var db = services.GetRequiredService<TenantDb>();
            db.AddRange(rows);
            await db.SaveChangesAsync();
            var made = await services.GetRequiredService<BulkIssuing>().CreateAsync(
                [new(person.Id, person.Name, [(TrainingRole.ChildDirector, new(2023, 2, 1), null)], PersonFacts.ToProofs(rows))], tenant.Today, CancellationToken.None);
            Assert.Equal(["310105-CD-2024-000001", "310105-CD-2024-000002", "310105-CD-2026-000001"], made.Select(c => c.Number));
            Assert.Equal([new(2025, 1, 9), new(2026, 1, 9), new(2027, 2, 28)], made.Select(c => c.ValidThrough));
            db.AddRange(made);
        }, CancellationToken.None));
        Assert.Empty(await CheckAsync(tenant, person.Id));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_due_because_a_day_came_is_printed_and_is_no_difference(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(RebuildCommandTests)));
        var person = await tenant.AddPersonAsync(role: null);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher, tenant.Today.AddDays(-50));
        await NightlyCheckTests.PostEnteredAheadAsync(tenant, person.Id);
        var command = tenant.App.Services.GetServices<ICommand>().Single(c => c.Name == "certification rebuild");
        Assert.True(Assert.Single((await tenant.InScopeAsync(s => s.GetRequiredService<Recompute>().CompareAsync(0, CancellationToken.None))).Differences).ByTime);
        Assert.Equal(0, await command.RunAsync(tenant.App.Services, ["--compare"]));
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StoredStanding>().ExecuteUpdateAsync(u => u.SetProperty(r => r.Changes, "20200101c")));
        Assert.Equal(1, await command.RunAsync(tenant.App.Services, ["--compare"]));
        Assert.Equal(0, await command.RunAsync(tenant.App.Services, []));
        Assert.Equal(0, await command.RunAsync(tenant.App.Services, ["--compare"]));
    }

    private static Task<List<CertificateDifference>> CheckAsync(TestTenant tenant, long personId) => tenant.InScopeAsync(async services =>
    {
        var facts = await services.GetRequiredService<PersonFactsQuery>().ForPersonAsync(personId, CancellationToken.None);
        var schemes = await services.GetRequiredService<SchemeTable>().AllAsync(CancellationToken.None);
        return CertificateCheck.Of(personId, facts, schemes, await services.GetRequiredService<TenantDb>().Set<RoleAssignment>().Where(a => a.PersonId == personId).ToListAsync(),
            autoIssue: true, tenant.Today).ToList();
    });
}
