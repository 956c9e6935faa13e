using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certification.Services;

/// <summary>A server's clock that was wrong and is set back, and that comes forward again.</summary>
public sealed class ClockBackTests
{
    [Theory, OnBothDatabases]
    public async Task A_clock_set_back_three_days_and_forward_again_issues_nothing_twice_and_loses_nothing(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(ClockBackTests)));
        var (early, late, half) = (await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(TrainingRole.Teacher));
        await tenant.RecordAllAsync(early.Id, Ledger.Teacher);
        await tenant.RecordAsync(half.Id, "O02");
        var (day, first) = (tenant.Today, Assert.Single(await tenant.CertificatesAsync()));

        tenant.App.Clock.AdjustTime(tenant.App.Clock.GetUtcNow().AddDays(-3));
        Assert.Equal(day.AddDays(-3), tenant.Today);
        // A double tap of whoever is certified, the other half of somebody's evidence, and somebody who does all of it on the earlier day.
        await tenant.RecordAllAsync(early.Id, Ledger.Teacher);
        await tenant.RecordAsync(half.Id, "R03");
        await tenant.RecordAllAsync(late.Id, Ledger.Teacher);
        var certificates = await tenant.CertificatesAsync();
        Assert.Equal([early.Id, late.Id], certificates.Select(c => c.PersonId));
        Assert.Equal([$"310105-TE-{day.Year}-000001", $"310105-TE-{day.Year}-000002"], certificates.Select(c => c.Number));
        Assert.Equal((first.ValidFrom, first.ValidThrough, first.IssuedOn), (certificates[0].ValidFrom, certificates[0].ValidThrough, certificates[0].IssuedOn));
        Assert.Equal(day.AddDays(-3), certificates[1].ValidFrom);

        tenant.App.Clock.AdjustTime(tenant.App.Clock.GetUtcNow().AddDays(4));
        await NightlyCheckTests.CheckAsync(tenant);
        certificates = await tenant.CertificatesAsync();
        // Whoever was completed by a row of the day that had not come yet is issued to once that day has come; each of the three once.
        Assert.Equal(new[] { early.Id, late.Id, half.Id }, certificates.Select(c => c.PersonId));
        Assert.Equal(3, certificates.Select(c => c.Number).Distinct().Count());
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
        Assert.Equal(3, (await tenant.CertificatesAsync()).Count);
        var standing = await tenant.InScopeAsync(s => s.GetRequiredService<Standing>().ForPersonAsync(early.Id, default));
        Assert.Equal(StandingState.Certified, Assert.Single(standing.Roles).Standing.State);
    }
}
