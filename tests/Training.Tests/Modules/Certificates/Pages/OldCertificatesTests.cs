using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Export;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certificates.Pages;

/// <summary>Every certificate stays with holder and officer, whatever becomes of the post.</summary>
public sealed class OldCertificatesTests
{
    [Theory, OnBothDatabases]
    public async Task Who_was_responsible_since_the_issue_keeps_it_and_who_was_not_does_not_get_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var holder = await tenant.AddPersonAsync(TrainingRole.Teacher);
        // Before the certificate the person worked in the other street.
        await MovedAsync(tenant, holder.Id, tenant.XinhualuId, tenant.Today.AddYears(-4), tenant.Today.AddYears(-2).AddDays(-1));
        await tenant.RecordAllAsync(holder.Id, Ledger.Teacher);
        var number = (await tenant.CertificatesAsync()).Single(c => c.PersonId == holder.Id).Number;
        // The certificate is a month old, the post ended ten days after it.
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<RoleAssignment>().Where(a => a.PersonId == holder.Id && a.SubDistrictId == tenant.HuayangluId)
            .ExecuteUpdateAsync(u => u.SetProperty(a => a.End, tenant.Today)));
        await BackAsync(tenant, number);

        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        using var district = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using var own = await tenant.SignedInAsync(holder);
        foreach (var client in new[] { street, line, district, own })
            foreach (var view in new[] { "", ".pdf", "/print" }) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"certificates/{number}{view}")).StatusCode);
        foreach (var client in new[] { street, line, district })
            Assert.Contains(number, (await client.PageAsync($"console/people/{holder.Ref}/certificates")).QuerySelector("#found")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith(number, Assert.Single(await ExportTests.NamesAsync(line, await ExportTests.OrderAsync(tenant, line))), StringComparison.Ordinal);
        // To look at: what is done with it is the district's to propose.
        Assert.Null((await line.PageAsync("console/certificates?number=" + number)).QuerySelector("form.act"));
        Assert.NotNull((await district.PageAsync("console/certificates?number=" + number)).QuerySelector("form.act"));
        Assert.Null((await line.PageAsync("certificates/" + number)).QuerySelector("form[action$='transcript']"));

        using var before = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.XinhualuId));
        using var other = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        foreach (var client in new[] { before, other }) Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"certificates/{number}.pdf")).StatusCode);
        // Somebody of the street in earlier years has a page there, without this certificate.
        Assert.Null((await before.PageAsync($"console/people/{holder.Ref}/certificates")).QuerySelector("#found"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"console/people/{holder.Ref}/certificates")).StatusCode);

        // Once the person teaches there, the street sees it.
        await MovedAsync(tenant, holder.Id, tenant.XinhualuId, tenant.Today, null);
        Assert.Equal(HttpStatusCode.OK, (await before.GetAsync($"certificates/{number}.pdf")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Certificates_are_found_by_name_and_staff_number_within_the_scope(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Person>().Where(p => p.Id == holder.Id).ExecuteUpdateAsync(u => u.SetProperty(p => p.Name, "改了名")));
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        foreach (var words in new[] { holder.StaffNo, holder.Name, "改了名" })
        {
            var found = (await line.PageAsync("console/certificates?number=" + Uri.EscapeDataString(words))).QuerySelector("#found")!;
            Assert.Contains(number, found.TextContent, StringComparison.Ordinal);
            Assert.Contains("证书上的姓名：" + holder.Name, found.TextContent, StringComparison.Ordinal);
            Assert.NotNull(found.QuerySelector($"a[href$='/console/people/{holder.Ref}/certificates']"));
        }
        using var other = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        foreach (var words in new[] { holder.StaffNo, holder.Name, "改了名", "改了" })
        {
            var page = await other.PageAsync("console/certificates?number=" + Uri.EscapeDataString(words));
            Assert.Null(page.QuerySelector("#found"));
            Assert.DoesNotContain(number, page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Contains("没有找到", page.QuerySelector("[role=search] ~ .c-filter [role=status]")!.TextContent, StringComparison.Ordinal);
        }
        using var district = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        Assert.NotNull((await district.PageAsync("console/roster/" + holder.Ref)).QuerySelector($"a[href$='/console/people/{holder.Ref}/certificates']"));
        Assert.NotNull((await district.PageAsync($"console/people/{holder.Ref}/why")).QuerySelector($"a[href$='/console/people/{holder.Ref}/certificates']"));
    }

    /// <summary>The issue and the end of the post lie some days back.</summary>
    private static async Task BackAsync(TestTenant tenant, string number)
    {
        await tenant.UnguardAsync("certificates");
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            await db.Set<Training.Modules.Certification.Models.Certificate>().Where(c => c.Number == number).ExecuteUpdateAsync(u => u.SetProperty(c => c.IssuedOn, tenant.Today.AddDays(-30)));
            await db.Set<RoleAssignment>().Where(a => a.End == tenant.Today).ExecuteUpdateAsync(u => u.SetProperty(a => a.End, tenant.Today.AddDays(-20)));
        });
    }

    private static Task MovedAsync(TestTenant tenant, long personId, int street, DateOnly start, DateOnly? end) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        db.Add(new RoleAssignment { PersonId = personId, Role = TrainingRole.Teacher, Line = Line.Education, SubDistrictId = street, Start = start, End = end, RecordedUtc = tenant.App.Clock.UtcNow() });
        await db.SaveChangesAsync();
    });
}
