using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Training.Tests.Browser.Journeys;

/// <summary>
/// Certificates as papers, in the second district: the officer at a desk changes how they look, issues to all of a role who wait and takes
/// them away as one file; the holder makes a transcript on a phone; a stranger checks it by its code.
/// </summary>
public sealed partial class CertificatePaperJourney(SiteUnderTest site, BrowserUnderTest browser) : Journey(site, browser)
{
    private const string Words = "参加困境儿童心理健康关爱服务基层能力培训";

    private string Small => City + "/shili";

    [Fact]
    public async Task From_the_template_to_the_paper_in_a_strangers_hand()
    {
        var officer = await SignInAsync(Screen.Desktop, "officer", Small);
        await TemplateAsync(officer);
        await BatchAsync(officer);
        var numbers = await PackedAsync(officer);

        var holder = await SignInAsync(Screen.Phone, "waiting5", Small);
        await holder.GotoAsync(Small + "/certificates");
        var number = NumberPattern().Match(await holder.InnerTextAsync("main")).Value;
        Assert.Contains(number, numbers);
        await holder.GotoAsync($"{Small}/certificates/{number}/print");
        Assert.Contains(Words, await holder.InnerTextAsync(".sheet"), StringComparison.Ordinal);
        await holder.GotoAsync(Small + "/certificates");
        await holder.ClickAsync("form.transcript button");
        await holder.ArriveAsync("**/transcripts/*");
        await holder.LookAsync(Screen.Phone, "21-transcript");
        var code = holder.Url.Split('/')[^1];
        var paper = await holder.RunAndWaitForDownloadAsync(() => holder.ClickAsync("a[href$='.pdf']"));
        Assert.Equal("%PDF-"u8.ToArray(), (await File.ReadAllBytesAsync(await paper.PathAsync()))[..5]);

        var stranger = await OpenAsync(Screen.Phone);
        await stranger.GotoAsync($"{Small}/verify/{code}");
        Assert.Contains("学习证明属实", await stranger.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("顾南星", await stranger.InnerTextAsync("main"), StringComparison.Ordinal);
        await stranger.LookAsync(Screen.Phone, "21-transcript-verified");
        await stranger.GotoAsync($"{Small}/verify/{number}");
        Assert.Contains("证书有效", await stranger.InnerTextAsync("main"), StringComparison.Ordinal);
        NothingWasWrong();
    }

    private async Task TemplateAsync(IPage officer)
    {
        await officer.GotoAsync(Small + "/console/certificates/templates/youthsocialworker");
        await officer.FillAsync("#statement", "{{ 姓名 }}心理{% if 发证日期 != '2026年6月20日' %}{{ '咨询师' }}{% endif %}");
        await officer.GetByRole(AriaRole.Button, new() { Name = "看样张" }).ClickAsync();
        await officer.Locator("[role=alert]").WaitForAsync();
        Assert.Contains("培训合格证明", await officer.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        await officer.LookAsync(Screen.Desktop, "21-template-refused");
        await officer.FillAsync("#statement", "{{ 姓名 }}（{{ 角色 }}）" + Words + "（{{ 方案 }}），共 {{ 学时 }} 学时，考核合格。");
        await officer.GetByRole(AriaRole.Button, new() { Name = "看样张" }).ClickAsync();
        await officer.Locator($".tpl-preview img[alt*='{Words}']").WaitForAsync();
        await officer.LookAsync(Screen.Desktop, "21-template-preview");
        await officer.GetByRole(AriaRole.Button, new() { Name = "保存为第 1 版" }).ClickAsync();
        await officer.Locator(".notice.ok").WaitForAsync();
    }

    private async Task BatchAsync(IPage officer)
    {
        await officer.GotoAsync(Small + "/console/certificates?role=YouthSocialWorker");
        await officer.ClickAsync("details.confirm:has(form.approve-all) > summary");
        await officer.LookAsync(Screen.Desktop, "21-batch-order");
        await officer.ClickAsync("form.approve-all button");
        await officer.ArriveAsync("**/console/certificates/batch/*");
        // The page looks again by itself until the end.
        await officer.Locator("#batch .st.ok").WaitForAsync(new() { Timeout = 60_000 });
        Assert.Contains("已发 2 张", await officer.InnerTextAsync("#batch"), StringComparison.Ordinal);
        await officer.LookAsync(Screen.Desktop, "21-batch-done");
        await officer.GetByRole(AriaRole.Link, new() { Name = "回到证书管理" }).ClickAsync();
        Assert.Contains("2 / 2", await officer.InnerTextAsync("#batches"), StringComparison.Ordinal);
        await officer.FillAsync("#number", "顾南星");
        await officer.Locator("form:has(#number) button").ClickAsync();
        await officer.Locator("#found").WaitForAsync();
        await officer.LookAsync(Screen.Desktop, "21-found");
        await officer.Locator("#found a[href*='/console/people/']").First.ClickAsync();
        await officer.ArriveAsync("**/certificates");
        await officer.LookAsync(Screen.Desktop, "21-person-certificates");
    }

    /// <returns>Numbers of the certificates in the ZIP.</returns>
    private async Task<List<string>> PackedAsync(IPage officer)
    {
        await officer.GotoAsync(Small + "/console/certificates/exports");
        await officer.SelectOptionAsync("#x-role", "YouthSocialWorker");
        var today = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await officer.FillAsync("#x-from", today);
        await officer.FillAsync("#x-purpose", "试用归档");
        await officer.ClickAsync("form.order button[type=submit]");
        await officer.Locator("#exports a[download]").WaitForAsync(new() { Timeout = 60_000 });
        await officer.LookAsync(Screen.Desktop, "21-export");
        var file = await officer.RunAndWaitForDownloadAsync(() => officer.ClickAsync("#exports a[download]"));
        await using var packed = File.OpenRead(await file.PathAsync());
        using var zip = new ZipArchive(packed);
        var numbers = zip.Entries.Select(e => NumberPattern().Match(e.FullName).Value).ToList();
        Assert.InRange(numbers.Distinct().Count(n => n.Length > 0), 2, numbers.Count);
        return numbers;
    }

    [GeneratedRegex("[0-9]{6}-[A-Z]{2}-[0-9]{4}-[0-9]{6}")]
    private static partial Regex NumberPattern();
}
