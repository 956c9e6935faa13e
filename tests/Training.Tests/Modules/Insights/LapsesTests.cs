using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;
using Training.Tests.Modules.Reminders;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.Insights;

/// <summary>Lapses counted by hand: leavers, transfers, revoked ones, newcomers, and the list behind each number.</summary>
public sealed class LapsesTests
{
    [Theory, OnBothDatabases]
    public async Task Who_is_certified_today_and_still_in_post_without_certificate_then_lapses_and_nobody_else(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        var today = tenant.Today;
        var stays = await CertifiedAsync(tenant, today.AddDays(45));
        var lastDay = await CertifiedAsync(tenant, today.AddDays(60));
        var leaves = await CertifiedAsync(tenant, today.AddDays(20), post => post.End = today.AddDays(25));
        var moves = await CertifiedAsync(tenant, today.AddDays(20), post => post.End = today.AddDays(9));
        await AddPostAsync(tenant, moves, tenant.HuayangluId, today.AddDays(10));
        var revoked = await CertifiedAsync(tenant, today.AddDays(20));
        await tenant.ChangeAsync(revoked, async db => db.Add(new CertificateEvent
        {
            CertificateId = (await db.Set<Certificate>().SingleAsync(c => c.PersonId == revoked.Id)).Id, Kind = CertificateEventKind.Revoked, EffectiveOn = today.AddDays(-5), Reason = "试用", RecordedUtc = tenant.App.Clock.UtcNow(),
        }));
        // Expired already; that they leave takes nothing away from those who lapse.
        for (var i = 0; i < 3; i++) await CertifiedAsync(tenant, today.AddDays(-10), post => post.End = today.AddDays(5));
        var renewed = await CertifiedAsync(tenant, today.AddDays(20));
        await tenant.CertifyAsync(renewed, today.AddDays(20 + 365));
        // Counts from 65 days on, certified until then and a little longer.
        var newcomer = await tenant.AddPersonAsync(TrainingRole.ChildDirector, today.AddDays(65).AddMonths(-3), tenant.XinhualuId);
        await tenant.CertifyAsync(newcomer, today.AddDays(70));
        await RebuildAsync(tenant);

        var counts = await tenant.InScopeAsync(s => s.GetRequiredService<LapseQuery>().CountsAsync(today, default));
        Assert.Equal([(tenant.HuayangluId, "1,1,1"), (tenant.XinhualuId, "1,2,4")],
            counts.Where(c => c.Role == TrainingRole.ChildDirector).OrderBy(c => c.Street == tenant.XinhualuId).Select(c => (c.Street, string.Join(',', c.Within))));
        await ListsAsync(tenant, 30, [moves]);
        await ListsAsync(tenant, 60, [moves, stays]);
        await ListsAsync(tenant, 90, [moves, stays, lastDay, newcomer]);
        Assert.DoesNotContain(leaves.Name, await NamesAsync(tenant, 90, StaffRole.DistrictStaff, null));
        // The street that gives somebody away no longer counts the lapse, the one that takes over does.
        Assert.Contains(moves.Name, await NamesAsync(tenant, 30, StaffRole.SubDistrictStaff, tenant.HuayangluId));
        Assert.DoesNotContain(moves.Name, await NamesAsync(tenant, 30, StaffRole.SubDistrictStaff, tenant.XinhualuId));
    }

    [Theory, OnBothDatabases]
    public async Task Who_is_on_a_long_leave_today_lapses_with_a_certificate_that_is_good_today(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        // P08 is on leave until 2026-08-06, and certified until 2026-07-31.
        var july = new DateOnly(2026, 7, 1);
        Assert.Equal("0,1,1", await DirectorsAsync(tenant, july));
        var names = await tenant.InScopeAsync(s => s.GetRequiredService<LapseQuery>().PageAsync(
            new(july, july.AddDays(60), tenant.XinhualuId, TrainingRole.ChildDirector, null), AssignmentScope.Of([new StaffGrant { PersonId = 0, Role = StaffRole.DistrictStaff }]), 0, default));
        Assert.Equal([("试用P08", (DateOnly?)new DateOnly(2026, 7, 31))], names.Select(n => (n.Name, n.ValidThrough)));

        // Suspended, it is not good, nor does anything lapse; the event that comes last says it.
        await AddEventAsync(CertificateEventKind.Suspended, new(2026, 6, 1));
        Assert.Equal("0,0,0", await DirectorsAsync(tenant, july));
        await AddEventAsync(CertificateEventKind.Reinstated, new(2026, 6, 20));
        Assert.Equal("0,1,1", await DirectorsAsync(tenant, july));

        Task AddEventAsync(CertificateEventKind kind, DateOnly on) => tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var certificate = await db.Set<Certificate>().SingleAsync(c => c.HolderName == "试用P08");
            db.Add(new CertificateEvent { CertificateId = certificate.Id, Kind = kind, EffectiveOn = on, Reason = "试用", RecordedUtc = tenant.App.Clock.UtcNow() });
            await db.SaveChangesAsync();
            await s.GetRequiredService<RateProjection>().ReplaceAsync(certificate.PersonId, default);
        });
    }

    [Theory, OnBothDatabases]
    public async Task Who_works_where_the_training_opens_later_lapses_with_a_certificate_that_is_good_today(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        await CertifiedAsync(tenant, tenant.Today.AddDays(20));
        // With P06, until 30 November; P08's certificate ended in July.
        await tenant.OpenAsync(TrainingRole.ChildDirector, tenant.XinhualuId, tenant.Today.AddDays(25));
        await RebuildAsync(tenant);
        Assert.Equal("2,2,2", await DirectorsAsync(tenant, tenant.Today));
    }

    [Theory, OnBothDatabases]
    public async Task What_a_forced_update_has_suspended_lapses_no_more(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        var july = new DateOnly(2026, 7, 1);
        var person = await tenant.InScopeAsync(async s => (await s.GetRequiredService<TenantDb>().Set<Person>().SingleAsync(p => p.StaffNo == "P08")).Id);
        // No event is recorded: only the standing knows that the last good day has passed.
        foreach (var (due, expected) in new (DateOnly, string)[] { (july.AddDays(-1), "0,0,0"), (july, "0,1,1") })
        {
            await tenant.InScopeAsync(async s =>
            {
                var db = s.GetRequiredService<TenantDb>();
                await db.Set<StoredStanding>().Where(r => r.PersonId == person).ExecuteDeleteAsync();
                db.Add(new StoredStanding { PersonId = person, Role = TrainingRole.ChildDirector, Changes = "", DueOn = due, ValidThrough = new(2026, 7, 31), HeldThrough = null });
                await db.SaveChangesAsync();
            });
            Assert.Equal(expected, await DirectorsAsync(tenant, july));
        }
    }

    [Theory, OnBothDatabases]
    public async Task Each_number_leads_to_exactly_its_names_and_seats_hold_all_of_them(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        for (var i = 0; i < 4; i++) await CertifiedAsync(tenant, tenant.Today.AddDays(10 + (25 * i)));
        await CertifiedAsync(tenant, tenant.Today.AddDays(-3));
        await RebuildAsync(tenant);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        foreach (var days in LapseForecast.Horizons)
        {
            var page = await officer.PageAsync("console/rates/forecast?days=" + days);
            foreach (var cell in page.QuerySelectorAll("[aria-labelledby=streets-h] tbody td a"))
                Assert.Equal(int.Parse(cell.TextContent, CultureInfo.InvariantCulture), (await officer.PageAsync(cell.GetAttribute("href")!)).QuerySelectorAll("table.list tbody tr").Length);
            var role = page.QuerySelectorAll("[aria-labelledby=roles-h] tbody tr").Single(r => r.QuerySelector("th")!.TextContent == "儿童主任").QuerySelectorAll("td").Select(d => d.TextContent).ToList();
            var lapses = int.Parse(role[1 + LapseForecast.Horizons.ToList().IndexOf(days)], CultureInfo.InvariantCulture);
            Assert.True(int.Parse(role[4], CultureInfo.InvariantCulture) >= lapses + 1);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Outside_the_scope_no_small_figure_of_the_forecast_is_told_nor_follows(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        for (var i = 0; i < 2; i++) await CertifiedAsync(tenant, tenant.Today.AddDays(20));
        await RebuildAsync(tenant);
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        var page = await street.PageAsync("console/rates/forecast?days=30&seats=5");
        var own = page.QuerySelectorAll("[aria-labelledby=streets-h] tbody tr").Select(r => r.QuerySelectorAll("td").Last().TextContent).ToList();
        Assert.Equal(["—", "<5"], own);
        Assert.Equal("<5", page.QuerySelector(".kpi dd b")!.TextContent);
        // Seats are many enough to be told for nobody: three people of one role would tell of one in the street.
        var seats = page.QuerySelector(".kpi.lead")!;
        var rows = page.QuerySelectorAll("[aria-labelledby=roles-h] tbody tr").Select(r => r.QuerySelectorAll("td").Select(d => d.TextContent).ToArray()).ToList();
        Assert.Contains(rows, r => r[4] is "<5" or "＊");
        Assert.All(rows.Where(r => r[4] is "<5" or "＊"), r => Assert.Equal("＊", r[5]));
        Assert.Contains("需要 ＊ 场", seats.QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
        // What is told of a role in full lies in the street itself.
        Assert.All(page.QuerySelectorAll("[aria-labelledby=roles-h] tbody tr").Where(r => r.QuerySelector("th")!.TextContent is not ("儿童督导员" or "班主任")),
            r => Assert.DoesNotContain(r.QuerySelectorAll("td").Skip(1), d => d.TextContent is "1" or "2" or "3" or "4"));
    }

    /// <summary>Lapses of 新华路 within each horizon.</summary>
    private static async Task<string> DirectorsAsync(TestTenant tenant, DateOnly today)
    {
        var counts = await tenant.InScopeAsync(s => s.GetRequiredService<LapseQuery>().CountsAsync(today, default));
        return string.Join(',', LapseForecast.Horizons.Select((_, i) => counts.Where(c => c.Street == tenant.XinhualuId && c.Role == TrainingRole.ChildDirector).Sum(c => c.Within[i])));
    }

    private static async Task ListsAsync(TestTenant tenant, int days, IEnumerable<TestPerson> expected) =>
        Assert.Equal(expected.Select(p => p.Name).Order(StringComparer.Ordinal), (await NamesAsync(tenant, days, StaffRole.DistrictStaff, null)).Where(n => n.EndsWith('号')).Order(StringComparer.Ordinal));

    private static async Task<IReadOnlyList<string>> NamesAsync(TestTenant tenant, int days, StaffRole role, int? street)
    {
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(role, street));
        return [.. (await officer.PageAsync("console/rates/forecast/people?role=child-director&days=" + days)).QuerySelectorAll("table.list tbody th").Select(h => h.TextContent)];
    }

    /// <summary>A director of 新华路 with a certificate.</summary>
    private static async Task<TestPerson> CertifiedAsync(TestTenant tenant, DateOnly through, Action<RoleAssignment>? post = null)
    {
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector, street: tenant.XinhualuId);
        if (post is not null) await tenant.ChangeAsync(person, async db => post(await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == person.Id)));
        await tenant.CertifyAsync(person, through);
        return person;
    }

    private static Task AddPostAsync(TestTenant tenant, TestPerson person, int street, DateOnly start) => tenant.ChangeAsync(person, db =>
    {
        db.Add(new RoleAssignment { PersonId = person.Id, Role = TrainingRole.ChildDirector, Line = Line.CivilAffairs, SubDistrictId = street, Start = start, RecordedUtc = tenant.App.Clock.UtcNow() });
        return Task.CompletedTask;
    });

    private static Task RebuildAsync(TestTenant tenant) => tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(default));

    /// <summary>The worked example: on the clock's day P06's certificate of 新华路 has three weeks left, and P10's two months.</summary>
    private static async Task<TestTenant> SiteAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await RebuildAsync(tenant);
        return tenant;
    }
}
