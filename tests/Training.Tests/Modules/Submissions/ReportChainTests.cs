using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Submissions.City;
using Training.Modules.People.Models;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Queries;
using Training.Modules.Submissions.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Platform.Tenants;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Submissions;

public sealed class ReportChainTests
{
    [Theory, OnBothDatabases]
    public async Task Streets_confirm_the_district_submits_the_city_returns_and_accepts(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.ConfirmAllAsync();
        Assert.Null(await chain.SubmitAsync());
        // Nothing more while the city looks.
        Assert.Contains("等市级审核", await chain.SubmitAsync(), StringComparison.Ordinal);
        Assert.Contains("退回要写明", await chain.DecideAsync(SubmissionState.Returned), StringComparison.Ordinal);
        Assert.Null(await chain.DecideAsync(SubmissionState.Returned, "华阳路的应训请核对"));
        var board = await chain.BoardAsync();
        Assert.Equal((SubmissionState.Returned, "华阳路的应训请核对"), (board.Latest!.State, board.Latest.Comment));
        Assert.True(board.IsOpen);
        var notice = await chain.District.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StoredNotice>().AsNoTracking().SingleAsync(n => n.UserId == chain.Officer.UserId));
        Assert.Contains("华阳路的应训请核对", notice.Body, StringComparison.Ordinal);
        Assert.Equal("/console/reports/2026-10", notice.Url);

        Assert.Null(await chain.SubmitAsync());
        Assert.Null(await chain.DecideAsync(SubmissionState.Accepted));
        Assert.Contains("已经处理过", await chain.DecideAsync(SubmissionState.Returned, "反悔了不行"), StringComparison.Ordinal);
        board = await chain.BoardAsync();
        Assert.Equal([SubmissionState.Returned, SubmissionState.Accepted], board.Submissions.Select(s => s.State));
        Assert.Equal([1, 2], board.Submissions.Select(s => s.Number));
        Assert.Equal(2, (await chain.CopiesAsync()).Count);
        var audit = await chain.District.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().Where(e => e.Category == "Report").OrderBy(e => e.Id).Select(e => e.Name).ToListAsync());
        Assert.Equal(["Confirmed", "Confirmed", "Submitted", "Returned", "Submitted", "Accepted"], audit);
    }

    [Theory, OnBothDatabases]
    public async Task A_snapshot_stays_and_the_correction_lists_exactly_what_differs(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.ConfirmAllAsync();
        Assert.Null(await chain.SubmitAsync());
        Assert.Null(await chain.DecideAsync(SubmissionState.Accepted));
        var before = (await chain.SubmissionsAsync())[0];
        Assert.Contains("不用更正", await chain.SubmitAsync("没有变化也想更正"), StringComparison.Ordinal);

        await chain.RecordLateAsync();
        var draft = await chain.DraftAsync();
        Assert.Equal(SubmissionKind.Correction, draft.Kind);
        Assert.Equal(["310105001 ChildDirector completed +1", "310105001 ChildDirector refreshedThisYear +1"],
            draft.Differences.Where(d => !d.IsOfPeople).Select(d => $"{d.Unit} {d.Role} {d.Measure} {d.After - d.Before:+0;-0}").Order(StringComparer.Ordinal));
        // Of people: of the district and the street all, those of the line, those of the role.
        Assert.Equal(["310105", "310105001"], draft.Differences.Where(d => d.IsOfPeople).Select(d => d.Unit).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal([("personCompleted", 6), ("personRefreshedThisYear", 6)], draft.Differences.Where(d => d.IsOfPeople).GroupBy(d => d.Measure).Select(g => (g.Key, g.Sum(d => d.After - d.Before))).Order());
        Assert.Equal([("Evidence", 1)], draft.Causes.Select(c => (c.Kind, c.Count)));
        Assert.Contains("更正的原因", await chain.SubmitAsync(), StringComparison.Ordinal);
        Assert.Null(await chain.SubmitAsync("补录了一条学习记录"));

        var rows = await chain.SubmissionsAsync();
        Assert.Equal(before.Document, rows[0].Document);
        Assert.Equal(before.Hash, ReportJson.Hash(rows[0].Document));
        Assert.Equal((2, SubmissionKind.Correction, 1), (rows[1].Number, rows[1].Kind, rows[1].Corrects!.Value));
        Assert.Equal(rows[0].Completed + 1, rows[1].Completed);
        var correction = ReportJson.Read<ReportDocument>(rows[1].Document)!;
        Assert.Equal((1, before.Hash, 14), (correction.Corrects!.Value, correction.CorrectsHash, correction.Differences!.Count));
        Assert.Equal("补录了一条学习记录", correction.Reason);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_changed_in_place_is_among_the_causes_and_named_to_who_corrects(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database, "changed in place");
        await chain.ConfirmAllAsync();
        Assert.Null(await chain.SubmitAsync());
        Assert.Null(await chain.DecideAsync(SubmissionState.Accepted));
        chain.District.App.Clock.Advance(TimeSpan.FromSeconds(1));
        // P08's maternity leave turns out to go on over the as-of day; P02's post ended, but only after it; P12's never was.
        await chain.District.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var (on, after, gone) = (chain.People["P08"], chain.People["P02"], chain.People["P12"]);
            (await db.Set<Leave>().SingleAsync(l => db.Set<RoleAssignment>().Any(a => a.Id == l.AssignmentId && a.PersonId == on))).End = new(2026, 12, 31);
            (await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == after)).End = new(2026, 11, 15);
            db.Remove(await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == gone));
            await db.SaveChangesAsync();
        });
        await chain.CountAsync();
        var draft = await chain.DraftAsync();
        Assert.Equal([("LeavesChanged", 1), ("PostsChanged", 1)], draft.Causes.Select(c => (c.Kind, c.Count)).Order());
        using var officer = await chain.District.SignedInAsync(chain.Officer);
        var page = await officer.PageAsync($"console/reports/{Chain.Key}/submit");
        var rows = page.QuerySelectorAll("table").Single(t => t.QuerySelector("th")!.TextContent == "姓名").QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Contains(rows, r => r.Contains("试用P08", StringComparison.Ordinal) && r.Contains("更正请假", StringComparison.Ordinal) && r.Contains("2026-03-01–2026-12-31", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("试用P12", StringComparison.Ordinal) && r.Contains("删除任职", StringComparison.Ordinal));
        Assert.Null(await chain.SubmitAsync("产假延长，更正名册"));
        Assert.DoesNotContain("试用P", System.Text.Encoding.UTF8.GetString((await chain.SubmissionsAsync())[^1].Document), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Openings_said_afterwards_are_among_the_causes_as_far_as_they_touch_the_day(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database, "openings");
        await chain.ConfirmAllAsync();
        Assert.Null(await chain.SubmitAsync());
        Assert.Null(await chain.DecideAsync(SubmissionState.Accepted));
        chain.District.App.Clock.Advance(TimeSpan.FromSeconds(1));
        // The as-of day is 31 October: closed until after it, then closed for longer, which it no longer feels; and open since before it.
        await chain.District.OpenAsync(TrainingRole.ChildDirector, chain.District.XinhualuId, new(2026, 11, 5));
        await chain.District.OpenAsync(TrainingRole.ChildDirector, chain.District.XinhualuId, new(2026, 11, 20));
        await chain.District.OpenAsync(TrainingRole.ChildDirector, chain.District.HuayangluId, new(2026, 10, 15));
        await chain.CountAsync();
        var draft = await chain.DraftAsync();
        Assert.Equal([("Openings", 2)], draft.Causes.Select(c => (c.Kind, c.Count)));
        Assert.NotEmpty(draft.Differences);
    }

    [Theory, OnBothDatabases]
    public async Task A_submitted_row_cannot_be_changed_or_deleted(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.ConfirmAllAsync();
        Assert.Null(await chain.SubmitAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => chain.District.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var row = await db.Set<ReportSubmission>().SingleAsync();
            db.Entry(row).Property(r => r.Document).CurrentValue = [1, 2, 3];
            await db.SaveChangesAsync();
        }));
        await Assert.ThrowsAnyAsync<Exception>(() => chain.District.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            db.Remove(await db.Set<ReportSubmission>().SingleAsync());
            await db.SaveChangesAsync();
        }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => chain.City.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var row = await db.Set<CityReport>().FirstAsync(r => r.TenantId == chain.District.Tenant.TenantId);
            db.Entry(row).Property(r => r.Hash).CurrentValue = "x";
            await db.SaveChangesAsync();
        }));
        Assert.Single(await chain.SubmissionsAsync());
    }

    [Theory, OnBothDatabases]
    public async Task The_database_refuses_to_change_or_remove_what_was_submitted_whoever_asks(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.ConfirmAllAsync();
        Assert.Null(await chain.SubmitAsync());
        foreach (var (tenant, table, column) in new[]
        {
            (chain.District, "report_submissions", "hash"), (chain.District, "report_submission_events", "by_name"), (chain.District, "report_confirmations", "by_name"),
            (chain.District, "report_periods", "key"), (chain.City, "city_reports", "hash"),
        })
        {
            var rows = await RunAsync(tenant, $"SELECT COUNT(*) FROM {table}");
            Assert.True(rows > 0, table);
            foreach (var sql in new[] { $"UPDATE {table} SET {column} = 'x'", $"DELETE FROM {table}" })
                Assert.Contains("only ever added", (await Assert.ThrowsAnyAsync<DbException>(() => RunAsync(tenant, sql))).Message, StringComparison.Ordinal);
            Assert.Equal((rows, 0L), (await RunAsync(tenant, $"SELECT COUNT(*) FROM {table}"), await RunAsync(tenant, $"SELECT COUNT(*) FROM {table} WHERE {column} = 'x'")));
        }
        Assert.Equal((await chain.SubmissionsAsync())[0].Document, (await chain.CopiesAsync())[0].Document);

        static Task<long> RunAsync(TestTenant tenant, string sql) => tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            return Convert.ToInt64(await command.ExecuteScalarAsync() ?? 0L, null);
        });
    }

    [Theory, OnBothDatabases]
    public async Task Posts_at_the_district_itself_are_rows_that_no_street_confirms(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.PlaceAtDistrictAsync(6);
        await chain.ConfirmAllAsync();
        Assert.Null(await chain.SubmitAsync());
        var document = ReportJson.Read<ReportDocument>((await chain.SubmissionsAsync())[0].Document)!;
        var own = Assert.Single(document.Rows, r => r.Unit == Figures.OwnCode("310105"));
        Assert.Equal(("区本级", "ChildDirector", 6), (own.UnitName, own.Role, own["inPost"]));
        foreach (var measure in document.Rows[0].Counts.Keys) Assert.Equal(document.Rows.Sum(r => r[measure]), document.Total()[measure]);
        Assert.Equal(document.Total()["inPost"], document.Totals.Where(t => t is { Line: null, Role: null } && t.Unit != "310105").Sum(t => t["inPost"]));
        Assert.DoesNotContain(document.Confirmations, c => c.Unit == own.Unit);
        using var officer = await chain.District.SignedInAsync(chain.Officer);
        var page = (await officer.PageAsync("console/reports/2026-10/1")).QuerySelector("main")!.TextContent;
        Assert.Contains("区本级的岗位不在任何街镇", page, StringComparison.Ordinal);
        var row = (await officer.PageAsync("console/reports/2026-10")).QuerySelectorAll("section[aria-labelledby=streets-h] tbody tr").Single(r => r.TextContent.Contains("区本级", StringComparison.Ordinal));
        Assert.Contains("不用街镇确认", row.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_report_of_the_first_format_without_rows_of_the_district_itself_is_no_difference(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.PlaceAtDistrictAsync(2);
        var figures = (await chain.BoardAsync()).Figures;
        var old = new ReportDocument { District = new("t", "310105", "长宁区"), Rows = [.. figures.Rows.Except(figures.OwnRows)], People = figures.People, Measures = Figures.Columns };
        Assert.Empty(Differences.Between(old, figures.Rows, figures.People));
        Assert.NotEmpty(Differences.Between(old with { Format = ReportDocument.CurrentFormat }, figures.Rows, figures.People));
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_who_submit_at_once_one_wins_and_the_other_is_told(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.ConfirmAllAsync();
        var draft = await chain.DraftAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => chain.SubmitAsync(number: draft.Number, seen: draft.Board.Figures.Hash))));
        Assert.Single(answers, a => a is null);
        Assert.Equal(ReportDesk.Taken, Assert.Single(answers, a => a is not null));
        Assert.Single(await chain.SubmissionsAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Figures_that_changed_after_the_confirmation_ask_again_and_a_missing_street_needs_a_reason(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        var seen = (await chain.BoardAsync()).Figures.HashOf(chain.District.HuayangluId);
        Assert.Null(await chain.ConfirmAsync(chain.Huayanglu, chain.District.HuayangluId, remark: "已逐人核对"));
        await chain.RecordLateAsync();
        var board = await chain.BoardAsync();
        Assert.Equal((ConfirmationState.Changed, ConfirmationState.Missing), (board.Of(chain.District.HuayangluId)!.State, board.Of(chain.District.XinhualuId)!.State));
        Assert.Contains("数据变了", await chain.ConfirmAsync(chain.Huayanglu, chain.District.HuayangluId, seen), StringComparison.Ordinal);
        Assert.Contains("还有街镇没有确认", await chain.SubmitAsync(), StringComparison.Ordinal);
        Assert.Contains("还有街镇没有确认", await chain.SubmitAsync("急"), StringComparison.Ordinal);
        Assert.Contains("300", await chain.SubmitAsync(new string('长', 301)), StringComparison.Ordinal);
        Assert.Contains("数据变了", await chain.SubmitAsync("新华路系统故障", seen: "x"), StringComparison.Ordinal);
        Assert.Null(await chain.SubmitAsync("新华路系统故障"));
        var document = ReportJson.Read<ReportDocument>((await chain.SubmissionsAsync())[0].Document)!;
        Assert.Equal([("310105001", "Changed", "已逐人核对"), ("310105004", "Missing", null)], document.Confirmations.Select(c => (c.Unit, c.State, c.Remark)));
        Assert.Equal("新华路系统故障", document.Reason);
        Assert.Contains("已经报送", await chain.ConfirmAsync(chain.Xinhualu, chain.District.XinhualuId), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_document_adds_up_and_names_nobody(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.ConfirmAllAsync();
        Assert.Null(await chain.SubmitAsync());
        var stored = (await chain.SubmissionsAsync())[0];
        var document = ReportJson.Read<ReportDocument>(stored.Document)!;
        foreach (var measure in document.Rows[0].Counts.Keys) Assert.Equal(document.Rows.Sum(r => r[measure]), document.Total()[measure]);
        Assert.All(document.Rows, r => Assert.Equal(r["required"], r["certified"] + r["expired"] + r["neverCertified"] + r["revokedOrSuspended"]));
        Assert.Equal((stored.Required, stored.Certified), (document.Total()["required"], document.Total()["certified"]));
        Assert.Equal("IndicatorSpec v1", document.SpecVersion);
        Assert.DoesNotContain("试用", System.Text.Encoding.UTF8.GetString(stored.Document), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_city_keeps_what_it_has_when_the_district_is_switched_off_and_tells_it_later(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.ConfirmAllAsync();
        Assert.Null(await chain.SubmitAsync());
        var tenants = chain.City.App.Services.GetRequiredService<TenantStore>();
        tenants.Save(tenants.Find(chain.District.Tenant.Name)! with { State = TenantState.Disabled });
        Assert.Null(await chain.DecideAsync(SubmissionState.Accepted));
        var (_, rows) = await chain.City.InScopeAsync(s => s.GetRequiredService<CityBoard>().ReadAsync(PeriodKind.Month, default));
        Assert.Contains(rows, r => !r.IsOn && r.Cells.Any(c => c.Latest?.TenantId == chain.District.Tenant.TenantId && c.Latest.State == SubmissionState.Accepted));
        Assert.Equal(SubmissionState.Submitted, (await chain.BoardAsync()).Latest!.State);

        tenants.Save(tenants.Find(chain.District.Tenant.Name)! with { State = TenantState.Running });
        for (var i = 0; i < 2; i++) await chain.City.InScopeAsync(s => s.GetRequiredService<CityDesk>().SyncAsync(default));
        Assert.Equal(SubmissionState.Accepted, (await chain.BoardAsync()).Latest!.State);
        Assert.Single(await chain.CopiesAsync());
    }
}
