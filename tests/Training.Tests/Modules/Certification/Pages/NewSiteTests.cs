using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Settings;
using Training.Tests.Architecture;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Pages;

/// <summary>What a site does of which nobody has said anything: domain/roles.md §4, and no certificate in somebody else's name.</summary>
public sealed class NewSiteTests
{
    [Theory, OnBothDatabases]
    public async Task A_new_site_has_the_nine_schemes_and_approves_before_it_issues(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, recipe: "empty");
        var settings = await tenant.InScopeAsync(async s => await s.GetRequiredService<SettingsStore>().GetAsync<CertificationSettings>(default));
        Assert.Equal((false, "", ""), (settings.AutoIssue, settings.Issuer, settings.DistrictCode));
        var schemes = await tenant.InScopeAsync(async s => await s.GetRequiredService<SchemeTable>().AllAsync(default));
        Assert.All(RoleFacts.All, role => Assert.Contains(schemes.Of(role), v => v.InForce(tenant.Today)));
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync("console/certificates/settings");
        Assert.True(page.QuerySelector("input[name=autoIssue][value=false]")!.HasAttribute("checked"));
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_is_issued_before_the_district_says_in_whose_name_and_nothing_is_lost(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await tenant.SettingsAsync(new());
        var teacher = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(teacher.Id, Ledger.Teacher);
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        foreach (var form in new[] { "form[action$='handler=approve']", "form.approve-all" })
        {
            using var refused = await line.SubmitAsync(await line.PageAsync("console/certificates"), form);
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
            var answer = await refused.DocumentAsync();
            Assert.Contains("没有填发证机构和区划代码", answer.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.Contains(teacher.Name, answer.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
        await tenant.RunJobsAsync();
        Assert.Empty(await tenant.CertificatesAsync());

        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        Assert.NotNull((await officer.PageAsync("console/certificates")).QuerySelector("[role=alert] a[href$='/console/certificates/settings']"));
        using (var saved = await officer.SubmitAsync(await officer.PageAsync("console/certificates/settings"), "[data-form=issuing]",
            ("autoIssue", "false"), ("issuer", "示例区发证机构"), ("districtCode", "319901"), ("publicUrl", "")))
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Empty(await tenant.CertificatesAsync());
        using var approved = await line.SubmitAsync(await line.PageAsync("console/certificates"), "form[action$='handler=approve']");
        var certificate = Assert.Single(await tenant.CertificatesAsync());
        Assert.Equal(($"319901-TE-{tenant.Today.Year}-000001", "示例区发证机构"), (certificate.Number, certificate.Issuer));
        Assert.Null((await line.PageAsync("console/certificates")).QuerySelector("[role=alert]"));
    }

    [Fact]
    public void The_recipes_of_the_demo_say_themselves_how_they_issue()
    {
        foreach (var name in new[] { "changning", "shili" })
        {
            using var recipe = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "content", "recipes", name + ".recipe.json")));
            var settings = recipe.RootElement.GetProperty("steps").EnumerateArray().First(s => s.GetProperty("name").GetString() == "settings").GetProperty("CertificationSettings");
            Assert.All(new[] { "AutoIssue", "Issuer", "DistrictCode" }, key => Assert.True(settings.TryGetProperty(key, out _), $"{name}: {key}"));
        }
    }
}
