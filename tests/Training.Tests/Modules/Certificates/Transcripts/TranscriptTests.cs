using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certificates.Drawing;
using Training.Modules.Certificates.Transcripts;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Drawing;
using Training.Tests.Modules.Certificates.Pages;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certificates.Transcripts;

public sealed class TranscriptTests
{
    [Theory, OnBothDatabases]
    public async Task A_learner_carries_it_away_as_paper_and_as_data(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(holder);
        var code = await IssueAsync(client);
        var text = await CertificatePdfTests.TextOfAsync(await client.GetByteArrayAsync($"transcripts/{code}.pdf"));
        Assert.All(["学习证明", holder.Name, number, "R03", code, "第 1 页，共 1 页"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        var pdf = await client.GetByteArrayAsync($"transcripts/{code}.pdf");
        Assert.EndsWith("/verify/" + code, CertificatePdfTests.CodeOf(pdf), StringComparison.Ordinal);
        CertificatePdfTests.AssertFonts(pdf);
        Assert.Contains("<pdfaid:part>2</pdfaid:part>", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
        Assert.DoesNotContain("成绩", text, StringComparison.Ordinal);

        var json = await client.GetStringAsync($"transcripts/{code}.json");
        using var data = JsonDocument.Parse(json);
        Assert.Equal(2, data.RootElement.GetProperty("transcript").GetProperty("entries").GetArrayLength());
        // The hash is over the payload exactly as it stands in the file.
        var payload = json[(json.IndexOf("\"transcript\":", StringComparison.Ordinal) + 13)..^1];
        Assert.Equal(data.RootElement.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(payload))));
        Assert.Contains($"/verify/{code}", data.RootElement.GetProperty("verify").GetString(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Scores_are_on_the_holders_own_copy_only_and_only_if_chosen(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(holder);
        Assert.Contains("\"score\":90", await client.GetStringAsync($"transcripts/{await IssueAsync(client, scores: true)}.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("score", await client.GetStringAsync($"transcripts/{await IssueAsync(client)}.json"), StringComparison.Ordinal);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using var made = await officer.SubmitAsync(await officer.PageAsync("certificates/" + number), "form[action$='transcript']", ("scores", "true"));
        Assert.DoesNotContain("score", await officer.GetStringAsync(made.Headers.Location!.OriginalString + ".json"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_stranger_verifies_it_and_learns_little(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, _) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(holder);
        var code = await IssueAsync(client);
        using var visitor = tenant.Visitor();
        var page = await visitor.PageAsync("verify/" + code);
        var words = page.Body!.TextContent;
        Assert.NotNull(page.QuerySelector(".verdict.valid"));
        Assert.All(["学习证明属实", "试**", "1 张"], part => Assert.Contains(part, words, StringComparison.Ordinal));
        Assert.DoesNotContain(holder.Name, words, StringComparison.Ordinal);
        Assert.DoesNotContain("310105-TE", words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync($"transcripts/{code}.pdf")).StatusCode);

        Task ChangeAsync() => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Transcript>()
            .ExecuteUpdateAsync(u => u.SetProperty(t => t.PayloadJson, t => t.PayloadJson.Replace("R03", "R99"))));
        await Assert.ThrowsAnyAsync<DbException>(ChangeAsync);
        // Whoever has the keys of the database can: then the hash tells.
        await tenant.UnguardAsync("transcripts");
        await ChangeAsync();
        Assert.NotNull((await visitor.PageAsync("verify/" + code)).QuerySelector(".verdict.revoked"));
    }

    [Theory, OnBothDatabases]
    public async Task It_stays_as_it_was_whatever_happens_later(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(holder);
        var code = await IssueAsync(client);
        Assert.Equal(code, await IssueAsync(client));
        var before = await client.GetByteArrayAsync($"transcripts/{code}.pdf");
        await tenant.RecordAsync(holder.Id, "R04");
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Person>().Where(p => p.Id == holder.Id).ExecuteUpdateAsync(u => u.SetProperty(p => p.Name, "改了名")));
        Assert.Equal(before, await client.GetByteArrayAsync($"transcripts/{code}.pdf"));
        Assert.NotEqual(code, await IssueAsync(client));
        Assert.NotEmpty(number);
    }

    [Theory, OnBothDatabases]
    public async Task Staff_make_it_for_people_in_their_scope_and_nobody_else_finds_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, _) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        using var made = await street.SubmitAsync(await street.PageAsync("console/transcripts"), "form.c-form", ("staffNo", holder.StaffNo));
        var address = made.Headers.Location!.OriginalString;
        Assert.Equal(HttpStatusCode.OK, (await street.GetAsync(address + ".pdf")).StatusCode);

        using var elsewhere = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.XinhualuId));
        using var refused = await elsewhere.SubmitAsync(await elsewhere.PageAsync("console/transcripts"), "form.c-form", ("staffNo", holder.StaffNo));
        Assert.Contains("本人范围内没有", (await refused.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        using var learner = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        foreach (var client in new[] { elsewhere, learner })
            foreach (var view in new[] { "", ".pdf", ".json" }) Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address + view)).StatusCode);
    }

    [Fact]
    public async Task A_long_one_goes_over_several_pages()
    {
        var entries = Enumerable.Range(0, 120).Select(i => new TranscriptEntry(new DateOnly(2026, 1, 1).AddDays(i), "模块完成", "R03", "孩子说出性侵害时怎么办，第一句话说什么，之后做什么", 1.5m, null)).ToList();
        var json = new TranscriptPayload(1, "林小月", new(2026, 11, 9), "上海市长宁区民政局", "儿童关爱学习", "上海市长宁区", [], entries, 180m).ToJson();
        var transcript = new Transcript { PersonId = 1, AsOf = new(2026, 11, 9), Hash = TranscriptPayload.HashOf(json), PayloadJson = json, CreatedUtc = DateTime.UnixEpoch };
        var text = await CertificatePdfTests.TextOfAsync(TestApp.For(TestDatabase.Sqlite).Services.GetRequiredService<TranscriptDrawing>().Pdf(transcript, "https://example.cn/verify/x"));
        Assert.Equal(120, text.Split("R03").Length - 1);
        var pages = text.Split("页，共").Length - 1;
        Assert.InRange(pages, 3, 8);
        Assert.All(Enumerable.Range(1, pages), n => Assert.Contains($"第 {n} 页，共 {pages} 页", text, StringComparison.Ordinal));
    }

    private static async Task<string> IssueAsync(HttpClient client, bool scores = false)
    {
        using var made = await client.SubmitAsync(await client.PageAsync("certificates"), "form.transcript", scores ? [("scores", "true")] : []);
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        return made.Headers.Location!.OriginalString.Split('/')[^1];
    }
}
