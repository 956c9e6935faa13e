using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Notifications;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certification.Services;

public sealed class NightlyCheckTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task What_follows_each_change_is_what_the_whole_recompute_gives(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        for (var i = 0; i < 12; i++)
        {
            var person = await tenant.AddPersonAsync(i % 2 == 0 ? TrainingRole.Teacher : TrainingRole.ChildDirector, tenant.Today.AddDays(-400 + i));
            await tenant.RecordAllAsync(person.Id, Ledger.Director.Take(i % 5), tenant.Today.AddDays(-300 + (17 * i)));
            if (i % 3 == 0) await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        }
        await NewcomersAreKnownAsync(tenant);
        var report = await CheckAsync(tenant);
        Assert.Equal((12, 0, ""), (report.People, report.Differences, report.Lines));
        Assert.NotNull(report.FinishedUtc);
    }

    [Theory, OnBothDatabases]
    public async Task A_stored_state_that_somebody_changed_is_an_alarm_and_is_mended(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StoredStanding>().Where(r => r.PersonId == person.Id)
            .ExecuteUpdateAsync(u => u.SetProperty(r => r.Changes, "20200101c")));
        var report = await CheckAsync(tenant, complains: true);
        Assert.Equal(1, report.Differences);
        Assert.Contains($"person {person.Id}, Teacher", report.Lines, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Name, report.Lines, StringComparison.Ordinal);
        Assert.Equal(0, (await CheckAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task A_post_that_was_entered_ahead_brings_its_certificate_on_its_first_day_without_alarm(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(role: null);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher, tenant.Today.AddDays(-50));
        await PostEnteredAheadAsync(tenant, person.Id);
        Assert.Empty(await tenant.CertificatesAsync());
        Assert.Equal(0, (await CheckAsync(tenant)).Differences);
        Assert.Single(await tenant.CertificatesAsync());
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));
    }

    [Fact]
    public void It_is_due_once_a_night_from_two_o_clock_and_made_good_in_the_morning()
    {
        var check = new NightlyCheck(null!, null!, null!, null!, TimeProvider.System, null!);
        Assert.Null(check.PeriodOf(new(2026, 11, 9, 1, 59, 0)));
        Assert.Equal("2026-11-09", check.PeriodOf(new(2026, 11, 9, 2, 0, 0)));
        Assert.Equal("2026-11-09", check.PeriodOf(new(2026, 11, 9, 23, 59, 0)));
    }

    [Theory, OnBothDatabases]
    public async Task Many_people_are_gone_through_in_steps_that_can_be_taken_up_again(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await tenant.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<TenantDb>();
            db.AddRange(Enumerable.Range(0, 620).Select(i => new Person { StaffNo = $"N{i:0000}", Name = "试用", CreatedUtc = DateTime.UnixEpoch }));
            await db.SaveChangesAsync();
        });
        var first = await StepAsync(tenant, "");
        Assert.Equal((false, 500), (first.IsFinished, first.Done));
        var second = await StepAsync(tenant, first.State);
        Assert.Equal((true, 620, "核对 620 人，全部一致。"), (second.IsFinished, second.Done, second.Message));
    }

    /// <summary>A teacher's post that begins today and was entered, with all that follows, twenty days ago.</summary>
    internal static Task PostEnteredAheadAsync(TestTenant tenant, long personId) => tenant.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<TenantDb>();
        db.Add(new RoleAssignment
        {
            PersonId = personId, Role = TrainingRole.Teacher, Line = Line.Education, SubDistrictId = tenant.HuayangluId,
            Start = tenant.Today, RecordedUtc = tenant.App.Clock.UtcNow().AddDays(-20),
        });
        await db.SaveChangesAsync();
        await services.GetRequiredService<StandingStore>().ReplaceAsync([personId], None);
        await services.GetRequiredService<IssueRequests>().RefreshAsync([personId], None);
    });

    private static async Task NewcomersAreKnownAsync(TestTenant tenant) => await tenant.InScopeAsync(async services =>
    {
        // Whoever was only added and never learned: the test's fixture writes rows without saying so.
        var ids = await services.GetRequiredService<TenantDb>().Set<Person>().Select(p => p.Id).ToListAsync();
        foreach (var id in ids) await services.GetRequiredService<Events>().RaiseAsync(new AssignmentsChanged(id), None);
    });

    internal static async Task<RecomputeReport> CheckAsync(TestTenant tenant, bool complains = false)
    {
        var alarms = new FakeLogger<NightlyCheck>();
        for (var step = new JobStep("", 0, null, false); !step.IsFinished;) step = await StepAsync(tenant, step.State, alarms);
        Assert.Equal(complains, alarms.Errors.Any(e => e.Contains("differs from the ledger", StringComparison.Ordinal)));
        return (await tenant.InScopeAsync(s => s.GetRequiredService<NightlyCheck>().LatestAsync(1, None)))[0];
    }

    private static Task<JobStep> StepAsync(TestTenant tenant, string state, FakeLogger<NightlyCheck>? alarms = null) => tenant.InScopeAsync(services =>
    {
        Assert.Single(services.GetServices<IJob>(), j => j is NightlyCheck);
        var check = new NightlyCheck(
            services.GetRequiredService<TenantDb>(), services.GetRequiredService<Recompute>(), services.GetRequiredService<OfficersInCharge>(), services.GetRequiredService<INotifier>(), tenant.App.Clock, alarms ?? new());
        return services.GetRequiredService<UnitOfWork>().RunAsync(() => check.StepAsync(state, None), None);
    });

    private sealed class FakeLogger<T> : ILogger<T>
    {
        public List<string> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error) Errors.Add(formatter(state, exception));
        }
    }
}
