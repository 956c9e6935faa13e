using System.Globalization;
using System.Net;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Exchange.Export;
using Training.Modules.Exchange.Measures;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Modules.Roster.Merging;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Modules;
using Training.Tests.Hosting;
using Training.Tests.Modules.Exchange;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.Roster;

/// <summary>The worked example, whose streets become one on 1 June 2026: in the middle of a leave and of an exemption.</summary>
public sealed class UnitMergingTests
{
    internal static readonly CancellationToken None = CancellationToken.None;
    internal static readonly DateOnly Day = new(2026, 6, 1);
    internal static readonly DateOnly[] Before = [new(2024, 12, 31), new(2026, 5, 15), new(2026, 5, 31)];
    internal static readonly DateOnly[] After = [new(2026, 6, 1), new(2026, 6, 30), new(2026, 7, 1), new(2026, 8, 6), new(2026, 8, 7), new(2027, 3, 1)];

    /// <summary>What does not depend on certificates.</summary>
    private static readonly Measure[] Standing =
        [Measure.InPost, Measure.ExcludedNewcomer, Measure.ExcludedLeave, Measure.ExcludedNotYetInScope, Measure.Required, Measure.Exempt];

    [Theory, OnBothDatabases]
    public async Task Figures_before_the_day_stay_and_after_it_are_the_new_units(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        var before = await CountsAsync(tenant, Before);
        var all = await CountsAsync(tenant, After);
        var answer = await ApplyAsync(tenant, new(["310105001"], "310105004", null, null, Day));
        Assert.True(answer.IsDone, answer.Problems.FirstOrDefault()?.Message);
        // Six people were in 华阳路 on the day; A10's leave and an exemption of A03 go on.
        Assert.Equal(before, await CountsAsync(tenant, Before));
        var after = await CountsAsync(tenant, After);
        foreach (var day in After)
        {
            Assert.All(Cells(after, day, tenant.HuayangluId), c => Assert.Equal(0, c.Value));
            var district = await DistrictAsync(tenant);
            foreach (var cell in Cells(after, day, tenant.XinhualuId)) Assert.Equal(cell.Value, after[(day, district, cell.Role, cell.Basis, cell.Measure)]);
        }
        // In the district everybody counts as before: who was a newcomer is one still (docs/decisions/0019). Only certificates that waited are issued.
        foreach (var key in all.Keys.Where(k => k.Unit != tenant.HuayangluId && k.Unit != tenant.XinhualuId && Standing.Contains(k.Measure)))
            Assert.True(all[key] == after[key], key.ToString());
        await ByHandAsync(tenant, [.. Before, .. After]);
        Assert.Equal(0, (await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().CompareAsync(None))).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task Two_streets_become_a_new_one_and_neighborhoods_one(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        var parts = await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var units = new[] { "310105001011", "310105001012" }.Select(c => new OrgUnit { Code = c, Name = "示例" + c, Kind = OrgUnitKind.Neighborhood, ParentId = tenant.HuayangluId }).ToList();
            db.AddRange(units);
            await db.SaveChangesAsync();
            var posts = await db.Set<RoleAssignment>().Where(a => a.SubDistrictId == tenant.HuayangluId && a.End == null).OrderBy(a => a.Id).ToListAsync();
            for (var i = 0; i < posts.Count; i++) posts[i].WorkUnitId = units[i % 2].Id;
            await db.SaveChangesAsync();
            await s.GetRequiredService<RateProjection>().RebuildAsync(None);
            return units;
        });
        var streets = await CountsAsync(tenant, [.. Before, .. After]);
        Assert.True((await ApplyAsync(tenant, new(["310105001011"], "310105001012", null, null, Day))).IsDone);
        // Within a street nothing of the street changes, not even the grace.
        Assert.Equal(streets.Where(c => Standing.Contains(c.Key.Measure)), (await CountsAsync(tenant, [.. Before, .. After])).Where(c => Standing.Contains(c.Key.Measure)));
        var works = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<RoleAssignment>().Where(a => a.End == null && a.SubDistrictId == tenant.HuayangluId).Select(a => a.WorkUnitId).Distinct().ToListAsync());
        Assert.Equal([parts[1].Id], works);

        var answer = await ApplyAsync(tenant, new(["310105001", "310105004"], null, "310105012", "合并后街道", new(2026, 7, 1)));
        Assert.True(answer.IsDone);
        Assert.Equal((2, true), (answer.Plan!.Children, answer.Plan.IsNew));
        var made = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<OrgUnit>().AsNoTracking().SingleAsync(u => u.Code == "310105012"));
        var (district, table) = (await DistrictAsync(tenant), await TableAsync(tenant, new(2026, 7, 1)));
        Assert.Equal(table.Of(district)[Measure.InPost], table.Of(made.Id)[Measure.InPost]);
        Assert.Equal(table.People(district).Required, table.People(made.Id).Required);
        Assert.Equal(0, (await TableAsync(tenant, new(2026, 6, 30))).Of(made.Id)[Measure.InPost]);
        await ByHandAsync(tenant, [.. Before, .. After]);
        var parents = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.Neighborhood).Select(u => u.ParentId).Distinct().ToListAsync());
        Assert.Equal([made.Id], parents);
    }

    [Theory, OnBothDatabases]
    public async Task Reports_of_the_days_before_stay_to_the_letter(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var homes = new OrgUnit { Code = "310105001011", Name = "示例第一居民区", Kind = OrgUnitKind.Neighborhood, ParentId = tenant.HuayangluId };
            var school = new OrgUnit { Code = "310105001S01", Name = "示例第一学校", Kind = OrgUnitKind.School, ParentId = tenant.HuayangluId, Line = Line.Education, SchoolKind = SchoolKind.Primary };
            db.AddRange(homes, school);
            await db.SaveChangesAsync();
            foreach (var post in await db.Set<RoleAssignment>().Where(a => a.SubDistrictId == tenant.HuayangluId).ToListAsync())
                post.WorkUnitId = post.Line == Line.Education ? school.Id : homes.Id;
            await db.SaveChangesAsync();
            await s.GetRequiredService<RateProjection>().RebuildAsync(None);
        });
        var before = await SaidAsync(tenant);
        Assert.Contains(before, line => line.Contains("华阳路街道 示例第一居民区", StringComparison.Ordinal));
        Assert.True((await ApplyAsync(tenant, new(["310105001", "310105004"], null, "310105012", "合并后街道", Day))).IsDone);
        Assert.Equal(before, await SaidAsync(tenant));

        // From the day on the new street has them; once more, and the first days are still told as they were.
        var (own, home) = (await MeasuresAsync(tenant, new(Day, MeasureLevel.Neighborhood, "310105012")), await MeasuresAsync(tenant, new(Day, MeasureLevel.Neighborhood, "310105001")));
        Assert.Equal((2, 0), (own.Count, home.Count));
        var first = await MeasuresAsync(tenant, new(Day, MeasureLevel.Street));
        Assert.Equal("310105012", Assert.Single(first).Code);
        Assert.True((await ApplyAsync(tenant, new(["310105012"], null, "310105013", "又一街道", new(2026, 8, 1)))).IsDone);
        Assert.Equal(before, await SaidAsync(tenant));
        Assert.Equal(first, await MeasuresAsync(tenant, new(Day, MeasureLevel.Street)));
        Assert.Equal(own, await MeasuresAsync(tenant, new(Day, MeasureLevel.Neighborhood, "310105012")));
        // Merging parts on a day on which they are still elsewhere would put people into a street that was not theirs.
        var early = await ApplyAsync(tenant, new(["310105001S01"], null, "310105001S02", "新学校", new(2026, 7, 1)));
        Assert.Equal("day", Assert.Single(early.Problems).Field);
        Assert.Equal("day", Assert.Single((await ApplyAsync(tenant, new(["310105013"], null, "310105014", "再一街道", new(2026, 8, 1)))).Problems).Field);
    }

    [Theory, OnBothDatabases]
    public async Task Posts_of_one_person_and_role_that_would_overlap_become_one(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var (both, later, other) = (await tenant.AddPersonAsync(start: new(2024, 3, 1)), await tenant.AddPersonAsync(start: new(2024, 3, 1)), await tenant.AddPersonAsync(start: new(2024, 3, 1)));
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            (await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == both.Id)).End = new(2026, 12, 31);
            var posts = new[]
            {
                Post(both.Id, TrainingRole.ChildDirector, new(2025, 1, 1)), Post(later.Id, TrainingRole.ChildDirector, new(2026, 9, 1)), Post(other.Id, TrainingRole.NeighborMother, new(2025, 1, 1)),
            };
            db.AddRange(posts);
            await db.SaveChangesAsync();
            db.Add(new Leave { AssignmentId = posts[1].Id, Kind = LeaveKind.Sick, Start = new(2026, 10, 1), RecordedUtc = tenant.App.Clock.UtcNow() });
            await db.SaveChangesAsync();
            await s.GetRequiredService<RateProjection>().RebuildAsync(None);

            RoleAssignment Post(long person, TrainingRole role, DateOnly start) =>
                new() { PersonId = person, Role = role, Line = role.LineOf(), SubDistrictId = tenant.XinhualuId, Start = start, RecordedUtc = tenant.App.Clock.UtcNow() };
        });
        var order = new MergeOrder(["310105001"], "310105004", null, null, Day);
        var plan = (await tenant.InScopeAsync(s => s.GetRequiredService<UnitMerging>().PlanAsync(order, None))).Plan!;
        Assert.Equal((3, 3, 0, 2), (plan.People, plan.Posts, plan.Later, plan.Joined));
        using (var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff)))
        using (var look = await officer.SubmitAsync(await officer.PageAsync("console/roster/merge"), "#merge", ("from", "310105001"), ("into", "310105004"), ("day", "2026-06-01")))
            Assert.Contains("2 段，和同一岗位的另一段合成一段", (await look.DocumentAsync()).QuerySelector("#plan-h")!.Closest("section")!.TextContent, StringComparison.Ordinal);
        Assert.True((await ApplyAsync(tenant, order)).IsDone);

        // The first to begin goes on, as long as the longest of them; the other ends the day before, or never begins.
        DateOnly last = Day.AddDays(-1);
        await PostsAreAsync(both.Id, (tenant.HuayangluId, new(2024, 3, 1), last), (tenant.XinhualuId, new(2025, 1, 1), last), (tenant.XinhualuId, Day, null));
        await PostsAreAsync(later.Id, (tenant.HuayangluId, new(2024, 3, 1), last), (tenant.XinhualuId, Day, null));
        await PostsAreAsync(other.Id, (tenant.HuayangluId, new(2024, 3, 1), last), (tenant.XinhualuId, new(2025, 1, 1), null), (tenant.XinhualuId, Day, null));
        await ByHandAsync(tenant, [.. Before, .. After]);
        Assert.Equal(0, (await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().CompareAsync(None))).Differences);
        Assert.Equal(4, (await TableAsync(tenant, Day)).Of(tenant.XinhualuId)[Measure.InPost]);

        // And what goes out comes in again.
        var folder = Path.Combine(Path.GetTempPath(), "facts-" + Guid.NewGuid().ToString("N"));
        await using var elsewhere = await TestTenant.CreateAsync(database, content: false);
        try
        {
            await tenant.InScopeAsync(async s =>
            {
                using var sink = FactsSink.ToFolder(folder);
                return await s.GetRequiredService<FactsExport>().WriteAsync(sink, false, None);
            });
            Assert.Empty((await elsewhere.ImportAsync(folder)).First);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Task PostsAreAsync(long person, params (int Street, DateOnly Start, DateOnly? End)[] expected) => tenant.InScopeAsync(async s =>
        {
            var posts = await s.GetRequiredService<TenantDb>().Set<RoleAssignment>().AsNoTracking().Where(a => a.PersonId == person).OrderBy(a => a.Start).ThenBy(a => a.SubDistrictId).ToListAsync();
            Assert.Equal(expected, posts.ConvertAll(a => (a.SubDistrictId, a.Start, a.End)));
        });
    }

    [Fact]
    public void Joined_posts_never_share_a_day_and_hold_on_the_same_days_as_before() =>
        Gen.Select(Gen.Int[-400, 400], Gen.Int[0, 300], Gen.Bool, Gen.Int[0, 2]).List[1, 5].Sample(rows =>
        {
            var posts = rows.Select((r, i) => new RoleAssignment
            {
                PersonId = 1, Role = i % 4 == 3 ? TrainingRole.NeighborMother : TrainingRole.ChildDirector, Line = Line.CivilAffairs, SubDistrictId = r.Item4,
                Start = Day.AddDays(r.Item1), End = r.Item3 ? null : Day.AddDays(Math.Max(0, r.Item1) + r.Item2), RecordedUtc = default,
            }).ToList();
            var joins = MergeRules.Joins(posts, p => p.SubDistrictId > 0).ToList();
            var absorbed = joins.SelectMany(j => j.Absorbed).ToHashSet();
            Assert.DoesNotContain(joins, j => absorbed.Contains(j.Kept) || j.Absorbed.Prepend(j.Kept).All(p => p.SubDistrictId == 0));
            for (var day = Day; day < Day.AddDays(900); day = day.AddDays(7))
                foreach (var role in posts.Select(p => p.Role).Distinct())
                {
                    int On(IEnumerable<(RoleAssignment Post, DateOnly? End)> all) => all.Count(p => p.Post.Role == role && p.Post.Start <= day && (p.End is null || p.End >= day));
                    var was = On(posts.Select(p => (p, p.End)));
                    var now = On(posts.Where(p => !absorbed.Contains(p)).Select(p => (p, joins.Find(j => j.Kept == p) is { } join ? join.Through : p.End)));
                    Assert.Equal(was > 0, now > 0);
                    if (posts.TrueForAll(p => p.SubDistrictId > 0)) Assert.True(now <= 1);
                }
        }, iter: 500);

    [Theory, OnBothDatabases]
    public async Task An_officer_looks_first_and_confirms_what_was_seen(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        var street = await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        using (var client = await tenant.SignedInAsync(street)) Assert.NotEqual(HttpStatusCode.OK, (await client.GetAsync("console/roster/merge")).StatusCode);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync("console/roster/merge");

        foreach (var (from, into, day, words) in new[]
        {
            ("", "310105004", "2026-06-01", "请选要并走的单位"), ("310105001", "", "2026-06-01", "填新单位的代码和名称"), ("310105001", "310105001", "2026-06-01", "不能并入自己"),
            ("310105001", "310105004", "", "请填从哪一天起合并"), ("310105001", "310105004", "1999-01-01", "2000 年以后"), ("310105", "310105004", "2026-06-01", "是区，不能并"),
            ("310105001", "310105999", "2026-06-01", "没有代码为 310105999 的单位"),
        })
        {
            using var refused = await officer.SubmitAsync(page, "#merge", [.. new[] { ("from", from), ("into", into), ("day", day) }.Where(f => f.Item2.Length > 0)]);
            var shown = await refused.DocumentAsync();
            Assert.Contains(words, shown.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(day, shown.QuerySelector("#day")!.GetAttribute("value") ?? "");
        }

        using var look = await officer.SubmitAsync(page, "#merge", ("from", "310105001"), ("into", "310105004"), ("day", "2026-06-01"));
        var plan = await look.DocumentAsync();
        Assert.Contains("华阳路街道 并入新华路街道", plan.QuerySelector("#plan-h")!.Closest("section")!.TextContent, StringComparison.Ordinal);
        var seen = plan.QuerySelector("input[name=seen]")!.GetAttribute("value")!;
        (string, string)[] order = [("from", "310105001"), ("into", "310105004"), ("day", "2026-06-01")];
        using (var unsure = await ConfirmAsync(officer, plan, [.. order, ("seen", seen)]))
            Assert.Contains("我核对过了", (await unsure.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        using (var stale = await ConfirmAsync(officer, plan, [.. order, ("seen", "1-2-3"), ("sure", "true")]))
            Assert.Contains("名册变了", (await stale.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<OrgUnit>().CountAsync(u => u.EndedOn != null)));

        using (var applied = await ConfirmAsync(officer, plan, [.. order, ("seen", seen), ("sure", "true")]))
            Assert.Equal(HttpStatusCode.Redirect, applied.StatusCode);
        var after = await officer.PageAsync("console/roster/merge");
        Assert.Contains("已合并", after.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("华阳路街道", after.QuerySelector("#ended-h")!.Closest("section")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(after.QuerySelectorAll("input[name=from]"), i => i.GetAttribute("value") == "310105001");
        var trail = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().AsNoTracking().Where(e => e.Category == UnitMerging.Category).ToListAsync());
        Assert.Contains("华阳路街道 → 新华路街道，2026-06-01 起", Assert.Single(trail).Summary, StringComparison.Ordinal);
        // The street's officer goes on in the new one.
        using var moved = await tenant.SignedInAsync(street);
        Assert.Contains("新华路街道", (await moved.PageAsync("console/roster")).QuerySelector("#unit")!.TextContent, StringComparison.Ordinal);
        using var again = await officer.SubmitAsync(after, "#merge", [.. order]);
        Assert.Contains("已经并入别处", (await again.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_command_looks_first_and_refuses_what_the_page_refuses(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        var command = tenant.App.Services.GetServices<ICommand>().Single(c => c.Name == "units merge");
        string[] order = ["--tenant", tenant.Tenant.Name, "--from", "310105001", "--into", "310105004", "--day", "2026-06-01"];
        Assert.Equal(0, await command.RunAsync(tenant.App.Services, order));
        Assert.NotEqual(0, (await TableAsync(tenant, Day)).Of(tenant.HuayangluId)[Measure.InPost]);
        Assert.Equal(2, await command.RunAsync(tenant.App.Services, [.. order[..^2], "--day", "2026-13-01", "--apply"]));
        Assert.Equal(2, await command.RunAsync(tenant.App.Services, ["--tenant", "nowhere", .. order[2..]]));
        Assert.Equal(0, await command.RunAsync(tenant.App.Services, [.. order, "--apply"]));
        Assert.Equal(0, (await TableAsync(tenant, Day)).Of(tenant.HuayangluId)[Measure.InPost]);
        Assert.Equal(2, await command.RunAsync(tenant.App.Services, [.. order, "--apply"]));
    }

    /// <summary>By the second button of the form.</summary>
    private static Task<HttpResponseMessage> ConfirmAsync(HttpClient client, AngleSharp.Html.Dom.IHtmlDocument page, params (string, string)[] fields)
    {
        page.QuerySelector("#merge")!.SetAttribute("action", page.QuerySelector("button[formaction]")!.GetAttribute("formaction"));
        return client.SubmitAsync(page, "#merge", fields);
    }

    internal static async Task<TestTenant> SiteAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false);
        var people = await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var post = await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == people["P03"]);
            db.Add(new Exemption { AssignmentId = post.Id, Reason = "试用免训", ApprovedBy = "试用", Start = new(2026, 5, 1), End = new(2026, 7, 31), RecordedUtc = new(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc) });
            await db.SaveChangesAsync();
            await s.GetRequiredService<RateProjection>().RebuildAsync(None);
        });
        return tenant;
    }

    private static Task<MergeAnswer> ApplyAsync(TestTenant tenant, MergeOrder order) =>
        tenant.InScopeAsync(s => s.GetRequiredService<UnitMerging>().ApplyAsync(order, null, null, None));

    /// <summary>What the report builder and the command say of the days before: names, rows and every figure.</summary>
    private static Task<List<string>> SaidAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
    {
        var said = new List<string>();
        foreach (var day in Before)
        {
            foreach (var rows in new FigureDimension[][] { [FigureDimension.Street], [FigureDimension.Neighborhood], [FigureDimension.School], [FigureDimension.Street, FigureDimension.Role], [FigureDimension.Tenure] })
            {
                var definition = new ReportDefinition { Day = ReportDay.Fixed, FixedDay = day, Rows = rows, Figures = [.. FigureFacts.Of(CountBasis.Assignment).Take(ReportDefinition.MostFigures)] };
                var (table, refusal) = await s.GetRequiredService<ReportTables>().MakeAsync("报表", definition, FigureScope.Of([], []), None);
                Assert.Null(refusal);
                said.AddRange(table!.Rows.Select(r => $"{day} {string.Join(' ', r.Labels)} {string.Join(' ', r.Cells.SelectMany(c => definition.Figures.Select(f => f.Parts() is null ? c.Counts[f].ToString(CultureInfo.InvariantCulture) : c.Counts.RateOf(f).Percent)))}"));
            }
            foreach (var question in new MeasureQuestion[] { new(day), new(day, MeasureLevel.Street), new(day, MeasureLevel.Neighborhood), new(day, MeasureLevel.Neighborhood, "310105001"), new(day, Unit: "310105001") })
                said.Add((await s.GetRequiredService<MeasureReader>().ReadAsync(question, None)).ToJson());
        }
        return said;
    });

    private static Task<IReadOnlyList<UnitMeasures>> MeasuresAsync(TestTenant tenant, MeasureQuestion question) =>
        tenant.InScopeAsync(async s => (await s.GetRequiredService<MeasureReader>().ReadAsync(question, None)).Units);

    private static Task<RateTable> TableAsync(TestTenant tenant, DateOnly day) => tenant.InScopeAsync(async s => await s.GetRequiredService<RateQuery>().TableAsync(day, None));

    private static Task<int> DistrictAsync(TestTenant tenant) =>
        tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.District).Select(u => u.Id).SingleAsync());

    internal static async Task<Dictionary<(DateOnly Day, int Unit, TrainingRole? Role, CountBasis Basis, Measure Measure), int>> CountsAsync(TestTenant tenant, IEnumerable<DateOnly> days)
    {
        var counts = new Dictionary<(DateOnly, int, TrainingRole?, CountBasis, Measure), int>();
        var district = await DistrictAsync(tenant);
        foreach (var day in days)
        {
            var table = await TableAsync(tenant, day);
            foreach (var unit in new[] { district, tenant.HuayangluId, tenant.XinhualuId })
                foreach (var role in RoleFacts.All.Select(r => (TrainingRole?)r).Append(null))
                    foreach (var measure in Enum.GetValues<Measure>())
                        (counts[(day, unit, role, CountBasis.Assignment, measure)], counts[(day, unit, role, CountBasis.Person, measure)]) = (table.Of(unit, role)[measure], table.People(unit, role)[measure]);
        }
        return counts;
    }

    internal static IEnumerable<(TrainingRole? Role, CountBasis Basis, Measure Measure, int Value)> Cells(
        Dictionary<(DateOnly Day, int Unit, TrainingRole? Role, CountBasis Basis, Measure Measure), int> counts, DateOnly day, int unit) =>
        counts.Where(c => c.Key.Day == day && c.Key.Unit == unit).Select(c => (c.Key.Role, c.Key.Basis, c.Key.Measure, c.Value));

    /// <summary>Every measure of every street, role and both bases against counting by hand over the stored facts.</summary>
    private static Task ByHandAsync(TestTenant tenant, IReadOnlyList<DateOnly> days) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        var people = (await s.GetRequiredService<RateFactsQuery>().ForPeopleAsync(await db.Set<Person>().Select(p => p.Id).ToListAsync(), None)).Values.ToList();
        var units = await db.Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.SubDistrict).Select(u => u.Id).ToListAsync();
        foreach (var day in days)
        {
            var table = await s.GetRequiredService<RateQuery>().TableAsync(day, None);
            foreach (var unit in units)
                foreach (var role in RoleFacts.All.Select(r => (TrainingRole?)r).Append(null))
                {
                    foreach (var (measure, count) in BruteForce.Count(people, unit, role, null, day).Where(m => m.Key < Measure.PersonRequired || m.Key == Measure.AnnualRequired))
                        Assert.True(count == table.Of(unit, role)[measure], $"{day} {unit} {role} {measure}");
                    foreach (var (measure, count) in BruteForce.CountPeople(people, unit, role, null, day))
                        Assert.True(count == table.People(unit, role)[measure], $"{day} {unit} {role} {measure} of people");
                }
        }
    });
}
