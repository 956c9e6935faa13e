using Microsoft.Playwright;

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
        await street.WaitForURLAsync("**/console/reports/20*");
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

    private static async Task SubmitAsync(IPage officer, string address, Screen screen, string name)
    {
        await officer.GotoAsync(address + "/submit");
        await officer.LookAsync(screen, name);
        await officer.ClickAsync("#submit button[type=submit]");
        await officer.WaitForURLAsync(address);
        await officer.Locator(".notice.ok").WaitForAsync();
    }

    private async Task OpenWaitingAsync(IPage city, Screen screen, string name)
    {
        await city.GotoAsync(City + "/console/city/reports");
        await city.LookAsync(screen, name);
        await city.Locator(".todo a.btn").First.ClickAsync();
        await city.WaitForURLAsync("**/console/city/reports/*");
    }
}
