using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Drawing;
using Training.Tests.Modules.Certificates.Pages;
using Training.Tests.Modules.Certification.Review;

namespace Training.Tests.Modules.Certificates.Templates;

/// <summary>A template that was stored before the rules, or past them.</summary>
public sealed class WordingTests
{
    private const string Evading = "{{ 姓名 }}{% if 发证日期 != '2026年6月20日' %}{{ '心理' | append: '咨询师' }}{% endif %}";

    [Theory, OnBothDatabases]
    public async Task Words_of_a_licence_are_never_printed_and_the_officer_is_told(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var officer = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            db.Add(new CertificateTemplate
            {
                AppliesTo = CertificateTemplate.AllRoles, Version = 1, Statement = Evading, IssuerLine = "{{ 发证机构 }}{% if 姓名 contains '试用' %}上岗{{ '证' }}{% endif %}",
                HasSealPlace = true, Accent = CertificateAccent.Pine, Border = CertificateBorder.Double, SavedByUserId = officer.UserId, SavedBy = officer.Name, SavedUtc = DateTime.UnixEpoch,
            });
            await db.SaveChangesAsync();
        });
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        var (_, second) = await CertificateAccessTests.CertifiedAsync(tenant);

        using var client = await tenant.SignedInAsync(holder);
        var paper = (await CertificatePdfTests.TextOfAsync(await client.GetByteArrayAsync($"certificates/{number}.pdf"))).Replace("\n", "", StringComparison.Ordinal);
        foreach (var text in new[] { paper, (await client.PageAsync($"certificates/{number}/print")).Body!.TextContent })
        {
            Assert.DoesNotContain("咨询师", text, StringComparison.Ordinal);
            Assert.DoesNotContain("上岗", text, StringComparison.Ordinal);
            Assert.Contains($"{holder.Name}（教师）完成", text, StringComparison.Ordinal);
            Assert.Contains("上海市长宁区民政局", text, StringComparison.Ordinal);
        }
        Assert.Null((await client.PageAsync("certificates/" + number)).QuerySelector("#wording"));

        var trail = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().Where(a => a.Name == "WordingReplaced").Select(a => a.Subject).Order().ToListAsync());
        Assert.Equal([number, second], trail);
        var notice = Assert.Single(await tenant.NoticesAsync(officer));
        Assert.Contains("心理咨询师", notice.Body, StringComparison.Ordinal);
        Assert.Equal("/console/certificates/templates/all", notice.Url);
        using var staff = await tenant.SignedInAsync(officer);
        Assert.Contains("心理咨询师", (await staff.PageAsync("certificates/" + number)).QuerySelector("#wording")!.TextContent, StringComparison.Ordinal);
    }
}
