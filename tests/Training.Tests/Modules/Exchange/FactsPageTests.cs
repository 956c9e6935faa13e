using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Exchange.Desk;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Records;

namespace Training.Tests.Modules.Exchange;

public sealed class FactsPageTests
{
    [Theory, OnBothDatabases]
    public async Task The_keeper_of_a_new_site_uploads_looks_and_imports(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        var files = Facts.Golden();
        files["people.csv"] = files["people.csv"].Replace("P02,", "P99,", StringComparison.Ordinal);
        var wrong = await UploadAsync(client, Facts.Zip(files));
        Assert.Contains("有 3 处要改", wrong.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("assignments.csv", wrong.QuerySelector("table.imp tr.err th")!.TextContent, StringComparison.Ordinal);
        Assert.Null(wrong.QuerySelector("#apply"));

        var page = await UploadAsync(client, Facts.Zip(Facts.Golden()));
        Assert.Contains("没有问题", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("12", page.QuerySelector(".tally dd")!.TextContent);
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<RoleAssignment>().CountAsync()));

        using var applied = await client.SubmitAsync(page, "#apply");
        var done = await client.PageAsync(Relative(tenant, applied));
        Assert.Contains("已导入", done.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("有 3 次完成还没有证书", done.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("54.5%", (await client.PageAsync("console/rates?date=2026-06-30")).Body!.TextContent, StringComparison.Ordinal);
        // Pressed again it does nothing; the file is gone; nothing can be uploaded any more.
        using var again = await client.SubmitAsync(page, "#apply");
        Assert.Equal(14, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<RoleAssignment>().CountAsync()));
        Assert.Null((await client.PageAsync("console/facts")).QuerySelector("#upload"));
        Assert.Equal(1, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().CountAsync(e => e.Category == "Facts" && e.Name == "Imported")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(tenant.App.AppData, "Sites", tenant.Tenant.Name, "Facts"), $"{Reference(applied)}*"));
    }

    [Theory, OnBothDatabases]
    public async Task A_large_set_is_looked_at_and_imported_beside_the_page(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        var files = Facts.Golden();
        files["evidence.csv"] = "staff_no,kind,subject,effective_on,reason\r\n"
            + string.Concat(Enumerable.Range(0, 1_500).Select(i => $"P01,SessionAttended,S{i},2026-01-05,{new string('说', 90)}\r\n"));
        var page = await UploadAsync(client, Stored(files));
        Assert.Contains("正在检查", page.Body!.TextContent, StringComparison.Ordinal);
        await tenant.RunJobsAsync();
        page = await client.PageAsync(await LatestAsync(tenant));
        Assert.Contains("1,500", page.Body!.TextContent, StringComparison.Ordinal);
        using var applied = await client.SubmitAsync(page, "#apply");
        Assert.Contains("正在写入", (await client.PageAsync(Relative(tenant, applied))).Body!.TextContent, StringComparison.Ordinal);
        await tenant.RunJobsAsync();
        Assert.Contains("已导入", (await client.PageAsync(Relative(tenant, applied))).Body!.TextContent, StringComparison.Ordinal);
        await tenant.HoldsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task The_keeper_takes_everything_out_and_nobody_else_does(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.ImportAsync(Facts.GoldenFolder);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        using var response = await client.SubmitAsync(await client.PageAsync("console/facts"), "#export");
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());
        Assert.Equal(14, zip.Entries.Count);
        using (var people = new StreamReader(zip.GetEntry("people.csv")!.Open())) Assert.Contains("P12,算例P12,,", await people.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().CountAsync(e => e.Category == "Facts" && e.Name == "Exported")));
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using var refused = await officer.GetAsync("console/facts");
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_never_imported_is_gone_the_next_day(TestDatabase database)
    {
        var app = TestApp.For(database, "facts-tidy");
        await using var tenant = await TestTenant.CreateAsync(database, content: false, own: app);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        await UploadAsync(client, Facts.Zip(Facts.Golden()));
        app.Clock.Advance(TimeSpan.FromDays(2));
        await tenant.RunJobsAsync();
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<FactImport>().CountAsync()));
    }

    /// <summary>Uploads a file and shows the page that follows.</summary>
    private static async Task<IHtmlDocument> UploadAsync(HttpClient client, byte[] zip)
    {
        using var response = await client.UploadAsync("console/facts", "#upload", "file", "facts.zip", zip);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return await client.PageAsync(response.Headers.Location!.ToString());
    }

    private static Task<string> LatestAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
        "console/facts/" + await s.GetRequiredService<TenantDb>().Set<FactImport>().OrderByDescending(i => i.Id).Select(i => i.Ref).FirstAsync());

    private static byte[] Stored(Dictionary<string, string> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        return stream.ToArray();
    }

    private static string Relative(TestTenant tenant, HttpResponseMessage response) => response.Headers.Location!.ToString().Replace(tenant.Tenant.BasePath + "/", "", StringComparison.Ordinal);

    private static string Reference(HttpResponseMessage response) => response.Headers.Location!.ToString().Split('/')[^1];
}
