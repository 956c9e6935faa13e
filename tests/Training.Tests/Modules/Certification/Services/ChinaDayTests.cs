using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Services;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Assessment.Exams;
using Training.Tests.Modules.Records;

namespace Training.Tests.Modules.Certification.Services;

/// <summary>
/// Days are days of Asia/Shanghai, whatever the clock of the server says: between 16:00 and 24:00 UTC it is tomorrow there. Looked at on
/// both sides of midnight, through pages, rules and rates.
/// </summary>
public sealed class ChinaDayTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static Task<TestTenant> NewAsync(TestDatabase database) => TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(ChinaDayTests)));

    [Theory, OnBothDatabases]
    public async Task An_exam_passed_at_16_30_utc_counts_on_the_next_day_and_in_the_next_year(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        await tenant.InScopeAsync(services => services.GetRequiredService<UnitOfWork>().RunAsync(() => services.GetRequiredService<SchemeVersions>().AddAsync(
            TrainingRole.Teacher, "考试方案", new()
            {
                Requirements = new Shown { Kind = RequirementKind.Exam, Subject = TakingExams.Code }, Hours = 2, Validity = Validity.OfMonths(12),
            }, tenant.Today, SchemeVersions.ByHand + "exam", 1, None), None));
        await tenant.RunJobsAsync();
        var (before, after) = (await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(TrainingRole.Teacher));
        var eve = new DateOnly(tenant.Today.AddDays(1).Year, 12, 31);
        foreach (var (person, moment) in new[] { (before, Midnight(eve).AddSeconds(-30)), (after, Midnight(eve).AddMinutes(30)) })
        {
            tenant.App.Clock.SetUtcNow(moment);
            // The server's own day is the same for both.
            Assert.Equal(eve, DateOnly.FromDateTime(tenant.App.Clock.GetUtcNow().UtcDateTime));
            using var client = await tenant.SignedInAsync(person);
            await tenant.HandInExamAsync(client, await client.BeginExamAsync(), _ => true);
        }
        Assert.Equal((eve, eve.AddDays(1)), (Assert.Single(await tenant.LedgerAsync(before.Id)).EffectiveOn, Assert.Single(await tenant.LedgerAsync(after.Id)).EffectiveOn));
        Assert.Equal(
            [
                ($"310105-TE-{eve.Year}-000001", before.Id, eve, eve, eve.AddYears(1).AddDays(-1)),
                ($"310105-TE-{eve.Year + 1}-000001", after.Id, eve.AddDays(1), eve.AddDays(1), new(eve.Year + 1, 12, 31)),
            ], (await tenant.CertificatesAsync()).Select(c => (c.Number, c.PersonId, c.CompletedOn, c.ValidFrom, c.ValidThrough)));
    }

    [Theory, OnBothDatabases]
    public async Task A_certificate_ends_with_the_last_second_of_its_last_day_in_shanghai(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.RecordAllAsync(person.Id, Ledger.Director);
        var certificate = Assert.Single(await tenant.CertificatesAsync());
        var last = certificate.ValidThrough;
        using var visitor = tenant.Visitor();

        tenant.App.Clock.SetUtcNow(Midnight(last).AddSeconds(-1));
        Assert.NotNull((await visitor.PageAsync("verify/" + certificate.Number)).QuerySelector(".verdict.valid"));
        Assert.Equal((StandingState.InRenewalWindow, 1), (await StateAsync(tenant, person.Id), await CertifiedAsync(tenant)));

        tenant.App.Clock.SetUtcNow(Midnight(last));
        Assert.NotNull((await visitor.PageAsync("verify/" + certificate.Number)).QuerySelector(".verdict.expired"));
        Assert.Equal((StandingState.Expired, 0), (await StateAsync(tenant, person.Id), await CertifiedAsync(tenant)));
        // What changed is the day, not a row.
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_is_late_from_the_first_second_after_the_day_due_in_shanghai(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync(start: tenant.Today);
        var due = tenant.Today.AddMonths(RoleDuty.GraceMonths).AddDays(-1);
        tenant.App.Clock.SetUtcNow(Midnight(due).AddSeconds(-1));
        Assert.Equal((due, false), await DueAsync(tenant, person.Id));
        tenant.App.Clock.SetUtcNow(Midnight(due));
        Assert.Equal((due, true), await DueAsync(tenant, person.Id));
    }

    [Theory, OnBothDatabases]
    public async Task A_forced_update_suspends_from_midnight_in_shanghai(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.RecordAllAsync(person.Id, Ledger.Director, tenant.Today.AddDays(-1));
        Assert.NotNull(await tenant.InScopeAsync(async s => await s.GetRequiredService<ModuleUpdates>().ForceAsync("O02", 60, "报告流程有重要变化", [], null, None) ?? "done"));
        await tenant.RunJobsAsync();
        var deadline = tenant.Today.AddDays(60);
        tenant.App.Clock.SetUtcNow(Midnight(deadline).AddSeconds(-1));
        Assert.Equal((StandingState.Certified, 1), (await StateAsync(tenant, person.Id), await CertifiedAsync(tenant)));
        tenant.App.Clock.SetUtcNow(Midnight(deadline));
        Assert.Equal((StandingState.Suspended, 0), (await StateAsync(tenant, person.Id), await CertifiedAsync(tenant)));
    }

    [Theory, OnBothDatabases]
    public async Task At_16_30_utc_the_desk_takes_the_new_day_of_shanghai_and_refuses_the_one_after(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var day = tenant.Today.AddDays(1);
        tenant.App.Clock.SetUtcNow(Midnight(day.AddDays(-1)).AddMinutes(30));
        Assert.Equal(day, tenant.Today);
        var person = await tenant.AddPersonAsync();
        using var officer = await tenant.OfficerAsync();
        using var refused = await officer.RecordAsync(tenant, ("people", person.Ref), ("on", Iso(day.AddDays(1))));
        Assert.Equal(System.Net.HttpStatusCode.OK, refused.StatusCode);
        Assert.Empty(await tenant.LedgerAsync(person.Id));
        using var taken = await officer.RecordAsync(tenant, ("people", person.Ref), ("on", Iso(day)));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, taken.StatusCode);
        var row = Assert.Single(await tenant.LedgerAsync(person.Id));
        Assert.Equal((day, day), (row.EffectiveOn, ChinaTime.DayOf(row.RecordedUtc)));
    }

    /// <summary>The moment at which a day ends in China.</summary>
    private static DateTimeOffset Midnight(DateOnly day) => new(ChinaTime.StartUtc(day.AddDays(1)));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<StandingState> StateAsync(TestTenant tenant, long personId) =>
        Assert.Single((await tenant.InScopeAsync(s => s.GetRequiredService<Standing>().ForPersonAsync(personId, None))).Roles).Standing.State;

    private static async Task<(DateOnly, bool)> DueAsync(TestTenant tenant, long personId)
    {
        var role = Assert.Single((await tenant.InScopeAsync(s => s.GetRequiredService<Standing>().ForPersonAsync(personId, None))).Roles);
        return (role.Due!.Value, role.IsOverdue);
    }

    private static Task<int> CertifiedAsync(TestTenant tenant) => tenant.InScopeAsync(async services =>
        (await services.GetRequiredService<RateQuery>().TableAsync(tenant.Today, None)).Of(tenant.HuayangluId).Certified);
}
