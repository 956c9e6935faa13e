using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certification.Services;

public sealed class CertificationFactsTests
{
    [Theory, OnBothDatabases]
    public async Task Facts_of_many_people_take_at_most_four_queries(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var ids = new List<long>();
        for (var i = 0; i < 20; i++)
        {
            var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
            if (i % 2 == 0) await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
            ids.Add(person.Id);
        }
        using var queries = new QueryCount();
        var page = await tenant.InScopeAsync(s => s.GetRequiredService<CertificationFacts>().ForPeopleAsync([.. ids, .. Enumerable.Range(1_000_000, 480).Select(n => (long)n)], CancellationToken.None));
        Assert.InRange(queries.Value, 1, 4);
        Assert.Equal(10, page.People.Values.Count(p => p.Certificates.Count == 1));
        // The evidence completes every role with these requirements, whether held or not: rates ask for the roles held.
        Assert.Contains(new(TrainingRole.Teacher, tenant.Today, tenant.Today.AddMonths(36).AddDays(-1)), page.People[ids[0]].Completions);
        Assert.DoesNotContain(page.People[ids[0]].Completions, c => c.Role == TrainingRole.ChildDirector);
        Assert.Equal([(new DateOnly(2023, 1, 1), (DateOnly?)null)], page.Availability[TrainingRole.Teacher]);
    }

    [Fact]
    public async Task More_than_500_people_at_once_are_refused()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => tenant.InScopeAsync(s =>
            s.GetRequiredService<CertificationFacts>().ForPeopleAsync([.. Enumerable.Range(1, 501).Select(n => (long)n)], CancellationToken.None)));
    }
}
