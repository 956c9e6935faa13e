using System.Net;
using Training.Modules.People.Models;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Drawing;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certificates.Pages;

public sealed class CertificateAccessTests
{
    private static readonly string[] Views = ["", "/print", ".pdf", ".png", "/card.png"];

    [Theory, OnBothDatabases]
    public async Task The_holder_sees_prints_and_downloads_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(holder);
        Assert.Contains(number, (await client.PageAsync("certificates")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(holder.Name, (await client.PageAsync("certificates/" + number + "/print")).Body!.TextContent, StringComparison.Ordinal);
        using var pdf = await client.GetAsync($"certificates/{number}.pdf");
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        Assert.Contains("no-store", pdf.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains(holder.Name, await CertificatePdfTests.TextOfAsync(await pdf.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        using var png = await client.GetAsync($"certificates/{number}.png");
        Assert.Equal("image/png", png.Content.Headers.ContentType!.MediaType);
    }

    [Theory, OnBothDatabases]
    public async Task Another_learner_and_staff_out_of_scope_find_nothing(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (_, number) = await CertifiedAsync(tenant);
        TestPerson[] strangers =
        [
            await tenant.AddPersonAsync(TrainingRole.Teacher),
            await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.XinhualuId),
            await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.WomensFederation),
            await tenant.AddStaffAsync(StaffRole.Trainer),
        ];
        foreach (var stranger in strangers)
        {
            using var client = await tenant.SignedInAsync(stranger);
            foreach (var view in Views) Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"certificates/{number}{view}")).StatusCode);
        }
        using var visitor = tenant.Visitor();
        foreach (var view in Views) Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync($"certificates/{number}{view}")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Staff_in_whose_scope_the_holder_works_may_download(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (_, number) = await CertifiedAsync(tenant);
        TestPerson[] officers =
        [
            await tenant.AddStaffAsync(StaffRole.DistrictStaff),
            await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId),
            await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education),
        ];
        foreach (var officer in officers)
        {
            using var client = await tenant.SignedInAsync(officer);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"certificates/{number}.pdf")).StatusCode);
        }
    }

    [Fact]
    public async Task A_certificate_of_another_tenant_is_not_there()
    {
        await using var one = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        await using var two = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var (_, number) = await CertifiedAsync(one);
        using var client = await two.SignedInAsync(await two.AddStaffAsync(StaffRole.SiteAdmin));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"certificates/{number}.pdf")).StatusCode);
    }

    internal static async Task<(TestPerson Holder, string Number)> CertifiedAsync(TestTenant tenant, DateOnly? on = null)
    {
        var holder = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(holder.Id, Ledger.Teacher, on);
        return (holder, (await tenant.CertificatesAsync()).Single(c => c.PersonId == holder.Id).Number);
    }
}
