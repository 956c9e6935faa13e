using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certification.Services;

public sealed class StandingStoreTests
{
    [Theory, OnBothDatabases]
    public async Task A_standing_is_stored_with_the_evidence_that_made_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher, tenant.Today.AddDays(-20));
        await tenant.RecordAsync(person.Id, "O02", tenant.Today.AddDays(-5));
        var row = await RowAsync(tenant, person.Id);
        Assert.Equal([new(tenant.Today.AddDays(-5), StandingState.InProgress)], row.Timeline.Changes);
        Assert.Equal((tenant.Today.AddDays(-20).AddMonths(3).AddDays(-1), null), (row.DueOn, row.ValidThrough));

        await tenant.RecordAsync(person.Id, "R03");
        row = await RowAsync(tenant, person.Id);
        var through = tenant.Today.AddMonths(36).AddDays(-1);
        Assert.Equal((through, through, null), (row.DueOn, row.ValidThrough, row.HeldThrough));
        Assert.Equal(
            [
                new(tenant.Today.AddDays(-5), StandingState.InProgress), new(tenant.Today, StandingState.Certified),
                new(through.AddDays(-90), StandingState.InRenewalWindow), new(through.AddDays(1), StandingState.Expired),
            ], row.Timeline.Changes);
    }

    [Theory, OnBothDatabases]
    public async Task A_transaction_that_fails_leaves_the_standing_of_before(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAsync(person.Id, "O02");
        var before = (await RowAsync(tenant, person.Id)).Changes;
        await Assert.ThrowsAsync<TimeoutException>(() => tenant.InScopeAsync(services => services.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            await services.GetRequiredService<Training.Modules.Learning.Services.EvidenceLedger>().RecordAsync(Ledger.Row(person.Id, "R03", tenant.Today, DateTime.UnixEpoch), CancellationToken.None);
            throw new TimeoutException();
        }, CancellationToken.None)));
        Assert.Equal(before, (await RowAsync(tenant, person.Id)).Changes);
    }

    [Theory, OnBothDatabases]
    public async Task Thirty_two_finishers_at_once_leave_certificates_and_standings_as_a_recompute_gives_them(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var people = new List<TestPerson>();
        for (var i = 0; i < 32; i++)
        {
            people.Add(await tenant.AddPersonAsync(i % 2 == 0 ? TrainingRole.Teacher : TrainingRole.HomeroomTeacher));
            await tenant.RecordAsync(people[i].Id, "O02");
        }
        // Every person's last module is recorded twice at the same time: a double tap, or two devices.
        await Task.WhenAll(people.Concat(people).Select(p => Task.Run(() => tenant.RecordAsync(p.Id, "R03"))));
        var certificates = await tenant.CertificatesAsync();
        Assert.Equal(people.Select(p => p.Id).Order(), certificates.Select(c => c.PersonId).Order());
        Assert.Equal(32, certificates.Select(c => c.Number).Distinct().Count());
        foreach (var prefix in new[] { "310105-HT-", "310105-TE-" })
            Assert.Equal(Enumerable.Range(1, 16).Select(n => $"{prefix}{tenant.Today.Year}-{n:D6}"), certificates.Select(c => c.Number).Where(n => n.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task Transactions_of_several_people_in_opposite_order_do_not_wait_in_a_circle(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (teacher, director) = (await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(TrainingRole.ChildDirector));
        var (other, third) = (await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(TrainingRole.ChildDirector));
        await Task.WhenAll(Task.Run(() => BothAsync(teacher, director)), Task.Run(() => BothAsync(third, other)), Task.Run(() => BothAsync(director, teacher)), Task.Run(() => BothAsync(other, third)));
        Assert.Equal(4, (await tenant.CertificatesAsync()).Count);

        Task BothAsync(TestPerson first, TestPerson second) => tenant.InScopeAsync(services => services.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            var ledger = services.GetRequiredService<Training.Modules.Learning.Services.EvidenceLedger>();
            foreach (var person in new[] { first, second })
                foreach (var subject in Ledger.Director)
                    await ledger.RecordAsync(Ledger.Row(person.Id, subject, tenant.Today, tenant.App.Clock.UtcNow()), CancellationToken.None);
        }, CancellationToken.None));
    }

    private static Task<StoredStanding> RowAsync(TestTenant tenant, long personId) =>
        tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StoredStanding>().AsNoTracking().SingleAsync(r => r.PersonId == personId));
}
