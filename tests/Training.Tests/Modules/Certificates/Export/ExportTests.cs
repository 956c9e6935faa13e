using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certificates.Export;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Drawing;
using Training.Tests.Modules.Certificates.Pages;
using Training.Tests.Modules.Certification.Services;
using Training.Tests.Modules.Records;

namespace Training.Tests.Modules.Certificates.Export;

public sealed class ExportTests
{
    [Theory, OnBothDatabases]
    public async Task Only_the_one_who_ordered_it_fetches_it_and_for_seven_days(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await CertificateAccessTests.CertifiedAsync(tenant);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var address = await OrderAsync(tenant, officer);
        using var other = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(address)).StatusCode);

        var reference = address.Split('/')[^1].Split('.')[0];
        var folder = await tenant.InScopeAsync(s => Task.FromResult(s.GetRequiredService<ExportFiles>().Folder(reference)));
        Assert.True(Directory.Exists(folder));
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificateExport>().ExecuteUpdateAsync(u => u.SetProperty(e => e.ExpiresUtc, tenant.App.Clock.GetUtcNow().UtcDateTime.AddSeconds(-1))));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(address)).StatusCode);
        await tenant.InScopeAsync(s => s.GetServices<IJob>().Single(j => j.Name == "certificates.tidy-exports").StepAsync("", CancellationToken.None));
        Assert.False(Directory.Exists(folder));
    }

    [Theory, OnBothDatabases]
    public async Task Street_role_and_days_narrow_it_and_the_scope_holds(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (_, here) = await CertificateAccessTests.CertifiedAsync(tenant);
        var there = await tenant.AddPersonAsync(TrainingRole.Teacher, street: tenant.XinhualuId);
        await tenant.RecordAllAsync(there.Id, Ledger.Teacher);
        var director = await tenant.AddPersonAsync(TrainingRole.ChildDirector);
        await tenant.RecordAllAsync(director.Id, Ledger.Director);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var names = await NamesAsync(officer, await OrderAsync(tenant, officer, ("role", "Teacher"), ("street", tenant.HuayangluId.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        Assert.StartsWith(here, Assert.Single(names), StringComparison.Ordinal);
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        Assert.Contains("-CD-", Assert.Single(await NamesAsync(line, await OrderAsync(tenant, line))), StringComparison.Ordinal);
        using var none = await officer.SubmitAsync(await officer.PageAsync("console/certificates/exports"), "form.order", ("purpose", "归档"), ("through", tenant.Today.AddDays(-1).ToString("yyyy-MM-dd")));
        Assert.Contains("没有符合条件", (await none.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task It_says_what_it_is_for_and_that_is_on_the_trail(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await CertificateAccessTests.CertifiedAsync(tenant);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        foreach (var purpose in new[] { "", " 无 ", new string('长', 81) })
        {
            using var refused = await officer.SubmitAsync(await officer.PageAsync("console/certificates/exports"), "form.order", ("purpose", purpose));
            Assert.Contains("请写明导出用途", (await refused.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        }
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificateExport>().CountAsync()));
        await OrderAsync(tenant, officer);
        Assert.EndsWith("用途：年度归档", Assert.Single(await tenant.AuditAsync("Certificate"), a => a.StartsWith("ExportOrdered ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_files_cannot_bear_is_made_fit()
    {
        var certificate = new Certificate
        {
            Number = "310105-TE-2026-000001", VerifyCode = "", PersonId = 1, Role = TrainingRole.Teacher, SchemeId = 1, HolderName = "../a:b*\"c\\买·买提.", SchemeTitle = "", Hours = 1,
            Issuer = "", CompletedOn = default, IssuedOn = default, ValidFrom = default, ValidThrough = default, RecordedUtc = default,
        };
        Assert.Equal("310105-TE-2026-000001-abc买·买提.pdf", ExportFiles.NameOf(certificate));
    }

    /// <returns>Address of the ZIP.</returns>
    internal static async Task<string> OrderAsync(TestTenant tenant, HttpClient officer, params (string Name, string Value)[] fields)
    {
        using var ordered = await officer.SubmitAsync(await officer.PageAsync("console/certificates/exports"), "form.order", [("purpose", "年度归档"), .. fields]);
        Assert.Equal(HttpStatusCode.Redirect, ordered.StatusCode);
        await tenant.App.Services.GetRequiredService<JobRunner>().RunDueAsync(tenant.Tenant, CancellationToken.None);
        return (await officer.PageAsync("console/certificates/exports")).QuerySelector("#exports a[download]")!.GetAttribute("href")!;
    }

    internal static async Task<List<string>> NamesAsync(HttpClient officer, string address)
    {
        using var zip = new ZipArchive(new MemoryStream(await officer.GetByteArrayAsync(address)));
        return [.. zip.Entries.Select(e => e.FullName)];
    }
}
