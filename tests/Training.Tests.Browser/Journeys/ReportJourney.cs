using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using Training.Tests.Modules.SavedReports;

namespace Training.Tests.Browser.Journeys;

/// <summary>The reporting chain: a street confirms, the district submits, the city returns, the district submits again, the city accepts. Each screen has a district of its own.</summary>
public sealed class ReportJourney(SiteUnderTest site, BrowserUnderTest browser) : Journey(site, browser)
{
    [Theory]
    [InlineData(Screen.Phone, "changning")]
    [InlineData(Screen.Desktop, "shili")]
    public async Task A_report_goes_from_the_street_to_the_city_and_back(Screen screen, string name)
    {
        var district = City + "/" + name;
        var street = await SignInAsync(screen, "street", district);
        await street.GotoAsync(district + "/console/reports");
        await street.LookAsync(screen, "16-reports-street");
        await street.Locator(".todo a.btn").First.ClickAsync();
        await street.ArriveAsync("**/console/reports/20*");
        var address = street.Url;
        await street.LookAsync(screen, "16-report-confirm");
        await street.FillAsync("textarea[name=remark]", "已逐人核对");
        await street.ClickAsync("main .c-form button[type=submit]");
        await street.Locator(".notice.ok").WaitForAsync();
        await street.LookAsync(screen, "16-report-confirmed");

        var officer = await SignInAsync(screen, "officer", district);
        await officer.GotoAsync(address);
        await officer.LookAsync(screen, "16-report-district");
        await SubmitAsync(officer, address, screen, "16-report-submit");

        var city = await SignInAsync(screen, "city", City);
        await OpenWaitingAsync(city, screen, "16-city-reports");
        await city.LookAsync(screen, "16-city-report");
        await city.FillAsync("#comment", "请核对教师的在岗名册");
        await city.ClickAsync("button[value=return]");
        await city.Locator(".notice.ok").WaitForAsync();

        await officer.GotoAsync(address);
        Assert.Contains("请核对教师的在岗名册", await officer.InnerTextAsync("main"), StringComparison.Ordinal);
        await officer.LookAsync(screen, "16-report-returned");
        await SubmitAsync(officer, address, screen, "16-report-resubmit");

        await OpenWaitingAsync(city, screen, "16-city-reports-again");
        await city.ClickAsync("button[value=accept]");
        await city.Locator(".notice.ok").WaitForAsync();

        await officer.GotoAsync(address);
        Assert.Contains("市级已接受", await officer.InnerTextAsync("main"), StringComparison.Ordinal);
        await officer.GotoAsync(address + "/2");
        await officer.LookAsync(screen, "16-report-document");
        await OpensAsync(officer, (await officer.InnerTextAsync("h1")).Split('，')[0]);
        var file = await officer.APIRequest.GetAsync(address + "/2/zip");
        Assert.True(file.Ok);
        await officer.GotoAsync(district + "/console/reports/verify");
        await officer.SetInputFilesAsync("#file", new FilePayload { Name = "report.zip", MimeType = "application/zip", Buffer = await file.BodyAsync() });
        await officer.ClickAsync("#verify button[type=submit]");
        await officer.Locator(".notice.ok").WaitForAsync();
        Assert.Contains("与报送时一致", await officer.InnerTextAsync("main"), StringComparison.Ordinal);
        await officer.LookAsync(screen, "16-report-verified");
        NothingWasWrong();
    }

    /// <summary>The three readable files of the report on the page: each is what it says it is, opens, and bears the title of the period.</summary>
    private static async Task OpensAsync(IPage page, string title)
    {
        var xlsx = await FileAsync("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [0x50, 0x4B, 0x03, 0x04]);
        using (var book = new ZipArchive(new MemoryStream(xlsx)))
        using (var sheet = new StreamReader(book.GetEntry("xl/worksheets/sheet1.xml")!.Open()))
            Assert.Contains(title, await sheet.ReadToEndAsync(), StringComparison.Ordinal);
        var csv = await FileAsync("csv", "text/csv; charset=utf-8", [0xEF, 0xBB, 0xBF]);
        Assert.EndsWith(title, Encoding.UTF8.GetString(csv, 3, csv.Length - 3).Split("\r\n")[0], StringComparison.Ordinal);
        var pdf = await FileAsync("pdf", "application/pdf", "%PDF-"u8.ToArray());
        await Looking.KeepAsync("16-report.pdf", pdf);
        var text = await Pdf.TextAsync(pdf);
        Assert.Contains(title, text, StringComparison.Ordinal);
        Assert.Contains("口径说明", text, StringComparison.Ordinal);

        async Task<byte[]> FileAsync(string kind, string type, byte[] begins)
        {
            var response = await page.APIRequest.GetAsync(new Uri(new Uri(page.Url), await page.Locator($"a[href$='/{kind}']").First.GetAttributeAsync("href")).AbsoluteUri);
            Assert.True(response.Ok, $"{kind}: {response.Status}");
            Assert.Equal(type, response.Headers["content-type"]);
            Assert.Contains("." + kind, response.Headers["content-disposition"], StringComparison.Ordinal);
            var bytes = await response.BodyAsync();
            Assert.Equal(begins, bytes[..begins.Length]);
            return bytes;
        }
    }

    private static async Task SubmitAsync(IPage officer, string address, Screen screen, string name)
    {
        await officer.GotoAsync(address + "/submit");
        await officer.LookAsync(screen, name);
        await officer.ClickAsync("#submit button[type=submit]");
        await officer.ArriveAsync(address);
        await officer.Locator(".notice.ok").WaitForAsync();
    }

    private async Task OpenWaitingAsync(IPage city, Screen screen, string name)
    {
        await city.GotoAsync(City + "/console/city/reports");
        await city.LookAsync(screen, name);
        await city.Locator(".todo a.btn").First.ClickAsync();
        await city.ArriveAsync("**/console/city/reports/*");
    }
}
