using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Services;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Submissions;

/// <summary>With a clock of its own, which goes forward only.</summary>
public sealed class ReportNoticesTests
{
    [Theory, OnBothDatabases]
    public async Task Periods_open_by_themselves_and_whoever_is_late_is_told_once(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database, "submission-notices");
        var clock = chain.District.App.Clock;
        // 9 November: 2026-10 should have been confirmed by the 5th and is to be submitted by the 10th.
        Assert.Equal(3, await SendAsync());
        await SendAsync();
        Assert.Equal(1, await CountAsync(chain.Huayanglu, "report-confirm:2026-10"));
        Assert.Equal(1, await CountAsync(chain.Officer, "report-submit:2026-10:0:due"));

        await chain.ConfirmAllAsync();
        clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await SendAsync());
        Assert.Equal(1, await CountAsync(chain.Officer, "report-submit:2026-10:0:late"));
        Assert.Null(await chain.SubmitAsync());
        Assert.Equal(0, await SendAsync());

        // Nobody came for two months; the night job of that day opens everything that was missed.
        clock.Advance(TimeSpan.FromDays(60));
        await chain.District.RunJobsAsync();
        var keys = await chain.District.InScopeAsync(async s => (await s.GetRequiredService<ReportPeriods>().PageAsync(0, 20, default)).Select(p => p.Key).Order(StringComparer.Ordinal).ToList());
        Assert.Equal(["2026", "2026-10", "2026-11", "2026-12", "2026-Q4"], keys);
        Assert.True(await CountAsync(chain.Huayanglu, "report-confirm:2026-12") == 1);
        Assert.Equal(0, await CountAsync(chain.Officer, "report-submit:2026-10:1"));

        Task<int> SendAsync() => chain.District.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(() => s.GetRequiredService<ReportNotices>().SendAsync(default), default));

        Task<int> CountAsync(TestPerson person, string key) => chain.District.InScopeAsync(s =>
            s.GetRequiredService<TenantDb>().Set<StoredNotice>().CountAsync(n => n.UserId == person.UserId && n.Key.StartsWith(key)));
    }

    [Theory, OnBothDatabases]
    public async Task A_period_keeps_its_days_when_the_year_is_moved(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.SetAsync(new ReportSettings { FirstDay = new(2025, 11, 1) });
        var year = await PeriodAsync();
        Assert.Equal(new DateOnly(2025, 11, 30), year!.AsOf);
        await chain.SetAsync(new ReportSettings { FirstDay = new(2025, 11, 1), YearEndsInDecember = true });
        Assert.Equal((year.Id, year.AsOf, year.SubmitBy), (await PeriodAsync() is var same ? same!.Id : 0, same!.AsOf, same.SubmitBy));

        Task<ReportPeriod?> PeriodAsync() => chain.District.InScopeAsync(async s =>
        {
            await s.GetRequiredService<ReportPeriods>().EnsureAsync(default);
            return await s.GetRequiredService<ReportPeriods>().FindAsync("2025", default);
        });
    }
}
