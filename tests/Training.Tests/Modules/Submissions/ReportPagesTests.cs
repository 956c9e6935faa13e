using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Submissions;

public sealed class ReportPagesTests
{
    [Theory, OnBothDatabases]
    public async Task The_whole_chain_goes_by_its_pages(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        foreach (var (officer, street) in new[] { (chain.Huayanglu, "310105001"), (chain.Xinhualu, "310105004") })
        {
            using var client = await chain.District.SignedInAsync(officer);
            var list = await client.PageAsync("console/reports");
            Assert.Contains("等你确认", list.Body!.TextContent, StringComparison.Ordinal);
            var page = await client.PageAsync("console/reports/2026-10");
            using var answer = await client.SubmitAsync(page, $"#confirm-{street}", ("remark", "已核对"));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Contains("已确认", (await client.PageAsync("console/reports/2026-10")).Body!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("等你确认", (await client.PageAsync("console/reports")).Body!.TextContent, StringComparison.Ordinal);
        }
        using var district = await chain.District.SignedInAsync(chain.Officer);
        Assert.Contains("2/2", (await district.PageAsync("console/reports/2026-10")).Body!.TextContent, StringComparison.Ordinal);
        using (var sent = await district.SubmitAsync(await district.PageAsync("console/reports/2026-10/submit"), "#submit", ("reason", "")))
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);

        using var city = await chain.City.SignedInAsync(chain.CityOfficer);
        var copy = (await chain.CopiesAsync())[0];
        Assert.Contains("等你审核", (await city.PageAsync("console/city/reports")).Body!.TextContent, StringComparison.Ordinal);
        var one = await city.PageAsync("console/city/reports/" + copy.Ref);
        Assert.DoesNotContain("试用", one.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using (var refused = await city.SubmitAsync(one, "#decide", ("decision", "return"), ("comment", "")))
            Assert.Contains("退回要写明", (await refused.DocumentAsync()).Body!.TextContent, StringComparison.Ordinal);
        using (var returned = await city.SubmitAsync(one, "#decide", ("decision", "return"), ("comment", "请核对新华路")))
            Assert.Equal(HttpStatusCode.Redirect, returned.StatusCode);

        Assert.Contains("请核对新华路", (await district.PageAsync("console/reports/2026-10")).Body!.TextContent, StringComparison.Ordinal);
        using (var again = await district.SubmitAsync(await district.PageAsync("console/reports/2026-10/submit"), "#submit", ("reason", "已核对新华路")))
            Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        copy = (await chain.CopiesAsync())[1];
        using (var accepted = await city.SubmitAsync(await city.PageAsync("console/city/reports/" + copy.Ref), "#decide", ("decision", "accept"), ("comment", "")))
            Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        Assert.Contains("市级已接受", (await district.PageAsync("console/reports")).Body!.TextContent, StringComparison.Ordinal);

        await chain.RecordLateAsync();
        var correction = await district.PageAsync("console/reports/2026-10/submit");
        Assert.Contains("14 处不同", correction.Body!.TextContent, StringComparison.Ordinal);
        using (var corrected = await district.SubmitAsync(correction, "#submit", ("reason", "补录了一条学习记录")))
            Assert.Equal(HttpStatusCode.Redirect, corrected.StatusCode);
        var document = await district.PageAsync("console/reports/2026-10/3");
        Assert.Contains("两份并列", document.Body!.TextContent, StringComparison.Ordinal);

        var zip = await district.GetByteArrayAsync("console/reports/2026-10/1/zip");
        // The signed file is whole: on the city's site only who archives it takes it out.
        var kept = $"console/city/reports/{(await chain.CopiesAsync())[0].Ref}/zip";
        await Answers(city, HttpStatusCode.Redirect, kept);
        using (var archive = await chain.City.SignedInAsync(await chain.City.AddStaffAsync(StaffRole.SiteAdmin))) Assert.Equal(zip, await archive.GetByteArrayAsync(kept));
        Assert.Contains("与报送时一致", await VerifyAsync(district, zip), StringComparison.Ordinal);
        Assert.Contains("与报送时一致", await VerifyAsync(city, zip), StringComparison.Ordinal);
        Assert.Contains("这不是报送文件", await VerifyAsync(city, zip[..100]), StringComparison.Ordinal);
        var exports = await chain.District.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().CountAsync(e => e.Category == "Report" && e.Name == "Exported"));
        Assert.Equal(1, exports);
    }

    [Theory, OnBothDatabases]
    public async Task Each_role_sees_and_does_its_own(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.ConfirmAsync(chain.Xinhualu, chain.District.XinhualuId, remark: "新华路的备注");
        Assert.Null(await chain.SubmitAsync("华阳路系统故障"));

        using var street = await chain.District.SignedInAsync(chain.Huayanglu);
        var page = (await street.PageAsync("console/reports/2026-10/1")).QuerySelector("main")!.TextContent;
        var rows = (await street.PageAsync("console/reports/2026-10/1")).QuerySelectorAll("section[aria-labelledby=rows-h] tbody tr").Select(r => r.TextContent).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.Contains("华阳路", r, StringComparison.Ordinal));
        Assert.DoesNotContain("下载报送文件", page, StringComparison.Ordinal);
        await Answers(street, HttpStatusCode.Redirect, "console/reports/2026-10/submit", "console/reports/settings", "console/reports/2026-10/1/zip", "console/reports/2026-10/1/xlsx", "console/reports/2026-10/1/pdf", "console/reports/2026-10/1/csv");

        using var line = await chain.District.SignedInAsync(await chain.District.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        await Answers(line, HttpStatusCode.OK, "console/reports", "console/reports/2026-10", "console/reports/2026-10/1", "console/reports/verify");
        await Answers(line, HttpStatusCode.Redirect, "console/reports/2026-10/submit", "console/reports/2026-10/1/zip");
        Assert.All((await line.PageAsync("console/reports/2026-10/1")).QuerySelectorAll("section[aria-labelledby=rows-h] tbody tr"), r => Assert.Contains("教育", r.TextContent, StringComparison.Ordinal));

        using var officer = await chain.District.SignedInAsync(chain.Officer);
        await Answers(officer, HttpStatusCode.OK, "console/reports", "console/reports/2026-10", "console/reports/2026-10/1", "console/reports/2026-10/submit", "console/reports/settings", "console/reports/2026-10/1/xlsx", "console/reports/2026-10/1/pdf", "console/reports/2026-10/1/csv");
        await Answers(officer, HttpStatusCode.NotFound, "console/reports/2026-99", "console/reports/2026-10/2", "console/reports/2026-10/2/zip", "console/reports/2030-01/submit");
        // The city's pages belong to the city's site, and the other way round.
        await Answers(officer, HttpStatusCode.Redirect, "console/city/reports");
        using var admin = await chain.District.SignedInAsync(await chain.District.AddStaffAsync(StaffRole.SiteAdmin));
        await Answers(admin, HttpStatusCode.NotFound, "console/city/reports", "console/city/reports/" + (await chain.CopiesAsync())[0].Ref);
        using var city = await chain.City.SignedInAsync(chain.CityOfficer);
        await Answers(city, HttpStatusCode.NotFound, "console/reports", "console/reports/2026-10");

        using var trainer = await chain.District.SignedInAsync(await chain.District.AddStaffAsync(StaffRole.Trainer));
        await Answers(trainer, HttpStatusCode.Redirect, "console/reports", "console/reports/verify");
    }

    [Theory, OnBothDatabases]
    public async Task A_street_confirms_no_other_street_and_nobody_else_confirms(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        var board = await chain.BoardAsync();
        using var street = await chain.District.SignedInAsync(chain.Huayanglu);
        var page = await street.PageAsync("console/reports/2026-10");
        Assert.Null(page.QuerySelector("#confirm-310105004"));
        using (var other = await street.SubmitAsync(page, "#confirm-310105001", ("street", "310105004"), ("seen", board.Figures.HashOf(chain.District.XinhualuId))))
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        using (var stale = await street.SubmitAsync(page, "#confirm-310105001", ("seen", "x"), ("remark", "我写的备注")))
        {
            var again = await stale.DocumentAsync();
            Assert.Contains("数据变了", again.Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal("我写的备注", again.QuerySelector("textarea[name=remark]")!.TextContent);
        }
        using var officer = await chain.District.SignedInAsync(chain.Officer);
        var own = await officer.PageAsync("console/reports/2026-10/submit");
        using (var forged = await officer.SubmitAsync(own, "#submit", ("number", "1"), ("seen", ""), ("reason", "随便写写看")))
            Assert.Contains("数据变了", (await forged.DocumentAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain((await chain.BoardAsync()).Streets, s => s.Last is not null);
    }

    [Theory, OnBothDatabases]
    public async Task Deadlines_are_set_for_periods_that_open_later(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        using var officer = await chain.District.SignedInAsync(chain.Officer);
        var page = await officer.PageAsync("console/reports/settings");
        (string, string)[] fields = [("monthConfirm", "3"), ("monthSubmit", "8"), ("quarterConfirm", "7"), ("quarterSubmit", "15"), ("yearConfirm", "10"), ("yearSubmit", "20"), ("yearEnd", "12-31")];
        using (var refused = await officer.SubmitAsync(page, "#settings", [("monthConfirm", "9"), .. fields[1..]]))
            Assert.Contains("不能早于", (await refused.DocumentAsync()).Body!.TextContent, StringComparison.Ordinal);
        using (var saved = await officer.SubmitAsync(page, "#settings", fields)) Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(new DateOnly(2026, 11, 5), (await chain.PeriodAsync()).ConfirmBy);
    }

    private static async Task Answers(HttpClient client, HttpStatusCode expected, params string[] addresses)
    {
        foreach (var address in addresses)
        {
            using var response = await client.GetAsync(address);
            // Whoever may not is led to /forbidden.
            Assert.True(expected == response.StatusCode || (expected == HttpStatusCode.Redirect && response.StatusCode == HttpStatusCode.Forbidden), $"{address}: {(int)response.StatusCode}");
        }
    }

    private static async Task<string> VerifyAsync(HttpClient client, byte[] file)
    {
        var page = await client.PageAsync("console/reports/verify");
        var token = page.QuerySelector("#verify input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { content, "file", "report.zip" } };
        using var response = await client.PostAsync("console/reports/verify", form);
        return (await response.DocumentAsync()).Body!.TextContent;
    }
}
