using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certificates.Export;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certificates.Export;

/// <summary>An export of several portions that stops on the way; its clock is moved.</summary>
public sealed class ExportResumeTests
{
    private const int Certificates = 130;
    private const string Page = "console/certificates/exports";

    [Theory, OnBothDatabases]
    public async Task An_export_that_failed_says_so_and_goes_on_where_it_stopped(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(ExportResumeTests)));
        await tenant.AddCertifiedAsync(Certificates);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using (await officer.SubmitAsync(await officer.PageAsync(Page), "form.order", ("purpose", "归档"))) { }
        Assert.Equal("3", (await officer.PageAsync(Page)).QuerySelector("#exports")!.GetAttribute("data-refresh"));

        // A folder lies where a file of the second portion belongs: every try fails there.
        var (reference, folder) = await OrderAsync(tenant);
        var blocked = Path.Combine(folder, $"310105-TE-{tenant.Today.Year}-000070-众人70.pdf");
        Directory.CreateDirectory(Path.Combine(blocked, "x"));
        for (var i = 0; i < JobRules.MaxAttempts; i++)
        {
            await tenant.RunJobsAsync();
            tenant.App.Clock.Advance(TimeSpan.FromMinutes(21));
        }
        var stopped = (await officer.PageAsync(Page)).QuerySelector("#exports")!;
        Assert.Equal("0", stopped.GetAttribute("data-refresh"));
        Assert.Contains("50 / 130", stopped.TextContent, StringComparison.Ordinal);
        Assert.Contains("没有做完", stopped.QuerySelector(".f-problem")!.TextContent, StringComparison.Ordinal);
        Assert.Null(stopped.QuerySelector("a[download]"));

        Directory.Delete(blocked, recursive: true);
        var first = Path.Combine(folder, $"310105-TE-{tenant.Today.Year}-000001-众人1.pdf");
        File.SetLastWriteTimeUtc(first, DateTime.UnixEpoch);
        using (await officer.SubmitAsync(await officer.PageAsync(Page), "form.resume")) { }
        await tenant.RunJobsAsync();
        var done = (await officer.PageAsync(Page)).QuerySelector("#exports")!;
        Assert.Null(done.QuerySelector(".f-problem"));
        var names = await ExportTests.NamesAsync(officer, done.QuerySelector("a[download]")!.GetAttribute("href")!);
        Assert.Equal(Enumerable.Range(1, Certificates).Select(n => $"310105-TE-{tenant.Today.Year}-{n:D6}-众人{n}.pdf"), names);
        // What was drawn before is not drawn again.
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(first));
        Assert.Equal((Certificates, true), await tenant.InScopeAsync(async s =>
            await s.GetRequiredService<TenantDb>().Set<CertificateExport>().Where(e => e.Ref == reference).Select(e => new ValueTuple<int, bool>(e.Done, e.FinishedUtc != null)).SingleAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task An_officer_who_lost_the_right_meanwhile_is_told_and_nobody_else_resumes_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(ExportResumeTests)));
        await tenant.AddCertifiedAsync(1);
        var staff = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        using var officer = await tenant.SignedInAsync(staff);
        using (await officer.SubmitAsync(await officer.PageAsync(Page), "form.order", ("purpose", "归档"))) { }
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StaffGrant>().Where(g => g.PersonId == staff.Id).ExecuteDeleteAsync());
        await tenant.RunJobsAsync();
        // The sign-in of before still opens the page for some minutes; with the right given back it does for good.
        await tenant.InScopeAsync(async s =>
        {
            s.GetRequiredService<TenantDb>().Add(new StaffGrant { PersonId = staff.Id, Role = StaffRole.DistrictStaff });
            await s.GetRequiredService<TenantDb>().SaveChangesAsync();
        });
        var stopped = (await officer.PageAsync(Page)).QuerySelector("#exports")!;
        Assert.Equal("0", stopped.GetAttribute("data-refresh"));
        Assert.Contains("没有权限", stopped.QuerySelector(".f-problem")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("重新下达", stopped.QuerySelector(".f-problem")!.TextContent, StringComparison.Ordinal);
        Assert.Null(stopped.QuerySelector("form.resume"));
    }

    private static Task<(string Ref, string Folder)> OrderAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
    {
        var reference = await s.GetRequiredService<TenantDb>().Set<CertificateExport>().Select(e => e.Ref).SingleAsync();
        return (reference, s.GetRequiredService<ExportFiles>().Folder(reference));
    });
}
