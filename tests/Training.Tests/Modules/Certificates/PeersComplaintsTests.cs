using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Settings;
using Training.Platform.Display;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Drawing;
using Training.Tests.Modules.Certificates.Export;
using Training.Tests.Modules.Certificates.Pages;
using Training.Tests.Modules.Certificates.Templates;
using Training.Tests.Modules.Certification.Review;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certificates;

/// <summary>What users of other systems complained about, each as a promise of this one.</summary>
public sealed class PeersComplaintsTests
{
    [Theory, OnBothDatabases]
    public async Task Complaint_14_a_certificate_outlives_its_course_scheme_post_and_names(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(holder);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var before = await client.GetByteArrayAsync($"certificates/{number}.pdf");
        Assert.NotEmpty(before);

        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            // Every module is gone, the scheme has another version, the post has ended, person, site and issuer bear other names.
            await db.Set<ContentItem>().Where(c => c.ContentType == "TrainingModule" || c.ContentType == "Lesson").ExecuteDeleteAsync();
            await db.Set<CertificationScheme>().Where(c => c.Role == TrainingRole.Teacher).ExecuteUpdateAsync(u => u.SetProperty(c => c.EffectiveThrough, tenant.Today));
            await db.Set<RoleAssignment>().Where(a => a.PersonId == holder.Id).ExecuteUpdateAsync(u => u.SetProperty(a => a.End, tenant.Today.AddDays(-1)));
            await db.Set<Person>().Where(p => p.Id == holder.Id).ExecuteUpdateAsync(u => u.SetProperty(p => p.Name, "改名以后"));
            await s.GetRequiredService<SettingsStore>().SetAsync(TestTenant.Issuing with { Issuer = "另一个机构" }, default);
            await s.GetRequiredService<SettingsStore>().SetAsync(new SiteSettings { Name = "另一个站名" }, default);
        });
        Assert.Equal(before, await client.GetByteArrayAsync($"certificates/{number}.pdf"));
        Assert.Equal(before, await officer.GetByteArrayAsync($"certificates/{number}.pdf"));
        using var visitor = tenant.Visitor();
        Assert.NotNull((await visitor.PageAsync("verify/" + number)).QuerySelector(".verdict.valid"));
    }

    [Theory, OnBothDatabases]
    public async Task Complaint_21_a_changed_template_changes_no_certificate_that_was_issued(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var files = new Dictionary<string, (TestPerson Holder, byte[] Pdf)>();
        foreach (var statement in new[] { "", "{{ 姓名 }}完成第一版培训。", "{{ 姓名 }}完成第二版培训。" })
        {
            if (statement.Length > 0) await SaveAsync(tenant, statement);
            var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
            using var client = await tenant.SignedInAsync(holder);
            files[number] = (holder, await client.GetByteArrayAsync($"certificates/{number}.pdf"));
        }
        await SaveAsync(tenant, "{{ 姓名 }}完成第三版培训。");
        foreach (var (number, (holder, pdf)) in files)
        {
            using var client = await tenant.SignedInAsync(holder);
            Assert.Equal(pdf, await client.GetByteArrayAsync($"certificates/{number}.pdf"));
        }
        Assert.Equal(3, files.Values.Select(f => f.Pdf.Length).Distinct().Count());
    }

    [Theory, OnBothDatabases]
    public async Task Complaint_36_every_file_of_a_bulk_download_is_a_whole_certificate_of_the_right_person(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var holders = new Dictionary<string, string>();
        for (var i = 0; i < 60; i++)
        {
            var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
            holders[number] = holder.Name;
        }
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var address = await ExportTests.OrderAsync(tenant, officer);
        using var zip = new ZipArchive(new MemoryStream(await officer.GetByteArrayAsync(address)));
        Assert.Equal(holders.Select(h => $"{h.Key}-{h.Value}.pdf").Order(StringComparer.Ordinal), zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await using (var open = await entry.OpenAsync()) await open.CopyToAsync(content);
            Assert.Equal("%PDF-"u8.ToArray(), content.ToArray()[..5]);
            var text = await CertificatePdfTests.TextOfAsync(content.ToArray());
            Assert.Contains(entry.FullName[..21], text, StringComparison.Ordinal);
            Assert.Contains(holders[entry.FullName[..21]] + "（教师）", text, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task H7_suspended_by_two_persons_with_a_reason_told_and_open_to_appeal(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        var (one, other) = await tenant.ActAsync(number, CertificateEventKind.Suspended, "学习记录正在核对");
        var e = Assert.Single((await tenant.InScopeAsync(s => s.HistoryAsync(number))).Events);
        Assert.NotEqual(one.UserId, e.ByUserId);
        Assert.Equal((other.UserId, true), (e.ByUserId!.Value, e.Code is not null));
        Assert.Contains("申诉", Assert.Single(await tenant.NoticesAsync(holder)).Body, StringComparison.Ordinal);
        using var client = await tenant.SignedInAsync(holder);
        Assert.NotNull((await client.PageAsync("certificates/" + number)).QuerySelector("details.appeal form"));
        using var visitor = tenant.Visitor();
        Assert.Contains("证书已暂停", (await visitor.PageAsync("verify/" + number)).Body!.TextContent, StringComparison.Ordinal);
    }

    private static Task SaveAsync(TestTenant tenant, string statement) => tenant.InScopeAsync(async s =>
    {
        var templates = s.GetRequiredService<CertificateTemplates>();
        var version = (await templates.NewestAsync(default)).GetValueOrDefault(CertificateTemplate.AllRoles)?.Version ?? 0;
        var made = TemplateRulesTests.With(statement);
        Assert.True(await templates.AddAsync(new CertificateTemplate
        {
            AppliesTo = made.AppliesTo, Version = version + 1, Statement = statement, IssuerLine = made.IssuerLine, HasSealPlace = true,
            Accent = (CertificateAccent)(version % 5), Border = made.Border, SavedUtc = tenant.App.Clock.GetUtcNow().UtcDateTime,
        }, null, default));
    });
}
