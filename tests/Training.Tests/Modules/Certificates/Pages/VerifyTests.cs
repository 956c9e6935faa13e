using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certificates.Pages;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Security;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Review;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certificates.Pages;

public sealed class VerifyTests
{
    [Theory, OnBothDatabases]
    public async Task A_stranger_learns_what_is_needed_and_nothing_else(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Person>().Where(p => p.Id == holder.Id)
            .ExecuteUpdateAsync(u => u.SetProperty(p => p.Phone, "13912345678").SetProperty(p => p.StaffNo, "STAFF-7788")));
        var certificate = Assert.Single(await tenant.CertificatesAsync());
        using var visitor = tenant.Visitor();
        foreach (var address in new[] { number, certificate.VerifyCode })
        {
            var html = await (await visitor.GetAsync("verify/" + address)).Content.ReadAsStringAsync();
            Assert.Contains("证书有效", html, StringComparison.Ordinal);
            Assert.Contains("试**", html, StringComparison.Ordinal);
            Assert.Contains("教师", html, StringComparison.Ordinal);
            Assert.DoesNotContain(holder.Name, html, StringComparison.Ordinal);
            Assert.DoesNotContain("13912345678", html, StringComparison.Ordinal);
            Assert.DoesNotContain("STAFF-7788", html, StringComparison.Ordinal);
            Assert.DoesNotContain(holder.Ref, html, StringComparison.Ordinal);
            Assert.DoesNotContain("华阳路", html, StringComparison.Ordinal);
        }
        // The code of the QR code is a secret of the paper: whoever has only the number does not get it.
        Assert.DoesNotContain(certificate.VerifyCode, await (await visitor.GetAsync("verify/" + number)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_expired_and_a_revoked_one_say_so(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (_, expired) = await CertificateAccessTests.CertifiedAsync(tenant);
        var (_, revoked) = await CertificateAccessTests.CertifiedAsync(tenant);
        await tenant.UnguardAsync("certificates");
        await tenant.InScopeAsync(async services =>
        {
            await services.GetRequiredService<TenantDb>().Set<Certificate>().Where(c => c.Number == expired)
                .ExecuteUpdateAsync(u => u.SetProperty(c => c.ValidFrom, tenant.Today.AddDays(-40)).SetProperty(c => c.ValidThrough, tenant.Today.AddDays(-1)));
        });
        await tenant.ActAsync(revoked, CertificateEventKind.Revoked, "内部理由不公开");
        using var visitor = tenant.Visitor();
        Assert.NotNull((await visitor.PageAsync("verify/" + expired)).QuerySelector(".verdict.expired"));
        var page = await visitor.PageAsync("verify/" + revoked);
        Assert.NotNull(page.QuerySelector(".verdict.revoked"));
        Assert.DoesNotContain("内部理由不公开", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_found_is_not_called_forged()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var visitor = tenant.Visitor();
        foreach (var typed in new[] { "310105-CD-2026-999999", "乱写", "<script>alert(1)</script>", new string('x', 300) })
        {
            using var response = await visitor.GetAsync("verify/" + Uri.EscapeDataString(typed));
            Assert.Equal(404, (int)response.StatusCode);
            var page = await response.DocumentAsync();
            Assert.NotNull(page.QuerySelector(".verdict.none"));
            Assert.DoesNotContain(page.QuerySelectorAll("script"), s => s.TextContent.Contains("alert", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_form_works_without_script()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var visitor = tenant.Visitor();
        using var response = await visitor.GetAsync("verify?no=310105cd2026000001");
        Assert.Equal(tenant.Tenant.BasePath + "/verify/310105-CD-2026-000001", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Whoever_tries_numbers_through_is_told_to_wait()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        await using var app = tenant.App.WithWebHostBuilder(b => b.UseSetting("Security:GuessesPerMinute", "3"));
        using var visitor = app.CreateClient(new() { BaseAddress = new Uri($"http://localhost{tenant.Tenant.BasePath}/"), AllowAutoRedirect = false });
        for (var n = 1; n <= 3; n++) Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"verify/310105-TE-2026-00000{n}")).StatusCode);
        foreach (var address in new[] { "verify/310105-TE-2026-000004", "verify/badges/revocation/0" })
        {
            using var refused = await visitor.GetAsync(address);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            var page = await refused.DocumentAsync();
            Assert.Equal("zh-CN", page.DocumentElement.GetAttribute("lang"));
            Assert.Contains("请等一分钟再试", page.Body!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Trying_numbers_through_is_limited() => Assert.Equal(SecurityServices.GuessingLimit,
        typeof(VerifyModel).GetCustomAttributes(typeof(EnableRateLimitingAttribute), false).Cast<EnableRateLimitingAttribute>().Single().PolicyName);
}
