using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Review;
using Training.Tests.Modules.Records;

namespace Training.Tests.Modules.Certification.Services;

[Trait("Complaint", "6")]
public sealed class EarlyRenewalTests
{
    [Theory, OnBothDatabases]
    public async Task An_officer_opens_it_for_one_person_who_reads_it_learns_and_loses_no_day(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector);
        await tenant.RecordAllAsync(person.Id, Ledger.Director, tenant.Today.AddDays(-60));
        var first = Assert.Single(await tenant.CertificatesAsync());
        using var officer = await tenant.OfficerAsync();
        var address = $"console/people/{person.Ref}/why?role=child-director";
        var page = await officer.PageAsync(address);
        using var silent = await officer.SubmitAsync(page, "#open-early", ("reason", ""));
        Assert.Contains("请写明理由", await silent.TextAsync());
        using var done = await officer.SubmitAsync(page, "#open-early", ("reason", "市里十一月集中培训"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        page = await officer.PageAsync(address);
        Assert.Null(page.QuerySelector("#open-early"));
        Assert.Contains("已提前开放换证", page.QuerySelector("main")!.TextContent);
        Assert.Contains("换证提前开放：市里十一月集中培训", page.QuerySelector("main")!.TextContent);
        Assert.Contains(await tenant.AuditAsync("Certificate"), a => a.StartsWith("RenewalOpened", StringComparison.Ordinal));

        using var learner = await tenant.SignedInAsync(person);
        Assert.Contains("已提前开放换证", (await learner.PageAsync("home")).QuerySelector("main")!.TextContent);
        Assert.Contains("已提前开放换证", (await learner.PageAsync("certificates/why")).QuerySelector("main")!.TextContent);
        Assert.Single(await tenant.NoticesAsync(person), n => n.Title == "已提前开放换证");
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));

        await tenant.RecordAllAsync(person.Id, ["O02", "R03"]);
        var renewed = (await tenant.CertificatesAsync())[^1];
        Assert.Equal((first.ValidThrough.AddDays(1), tenant.Today), (renewed.ValidFrom, renewed.CompletedOn));
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));
        // Staff without a post were never packed.
        Assert.DoesNotContain(person.Id, (await tenant.InScopeAsync(s => s.GetRequiredService<ProofPacks>().CheckAsync(0, mend: false, default))).Wrong);
    }

    [Theory, OnBothDatabases]
    public async Task A_list_by_street_role_and_line_is_opened_within_the_officers_scope(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (here, there, teacher) = (await tenant.AddPersonAsync(TrainingRole.ChildDirector), await tenant.AddPersonAsync(TrainingRole.ChildDirector, street: tenant.XinhualuId), await tenant.AddPersonAsync(TrainingRole.Teacher));
        foreach (var person in new[] { here, there }) await tenant.RecordAllAsync(person.Id, Ledger.Director, tenant.Today.AddDays(-60));
        await tenant.RecordAllAsync(teacher.Id, Ledger.Teacher, tenant.Today.AddDays(-60));
        using var education = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        Assert.Equal("0 人", (await education.PageAsync("console/certificates/open-early?role=ChildDirector")).QuerySelector(".tally dd")!.TextContent);
        using var officer = await tenant.OfficerAsync();
        Assert.Equal("2 人", (await officer.PageAsync("console/certificates/open-early?role=ChildDirector")).QuerySelector(".tally dd")!.TextContent);
        var page = await officer.PageAsync($"console/certificates/open-early?role=ChildDirector&street={tenant.HuayangluId}&line=CivilAffairs");
        using var done = await officer.SubmitAsync(page, "#open", ("role", "ChildDirector"), ("street", tenant.HuayangluId.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("line", "CivilAffairs"), ("reason", "街道集中培训"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        // A job does it: the request itself evaluates nobody.
        var progress = done.Headers.Location!.OriginalString;
        Assert.Contains("0 / 1", (await officer.PageAsync(progress)).QuerySelector("main")!.TextContent);
        Assert.Equal([StandingState.Certified], await ForcedUpdateTests.StatesAsync(tenant, here.Id, tenant.Today));
        await tenant.RunJobsAsync();
        Assert.Contains("已给 1 人提前开放换证", (await officer.PageAsync(progress)).QuerySelector("main")!.TextContent);
        Assert.Contains("提前开放换证", (await officer.PageAsync("console/certificates")).QuerySelector("#batches tbody")!.TextContent);
        Assert.Contains((await tenant.NoticesAsync(here)).ConvertAll(n => n.Title), t => t == "已提前开放换证");
        Assert.Equal([StandingState.InRenewalWindow], await ForcedUpdateTests.StatesAsync(tenant, here.Id, tenant.Today));
        Assert.Equal([StandingState.Certified], await ForcedUpdateTests.StatesAsync(tenant, there.Id, tenant.Today));
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));
        // Once more: nothing is left to do, and that is said.
        using (var again = await officer.SubmitAsync(page, "#open", ("role", "ChildDirector"), ("street", tenant.HuayangluId.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("line", "CivilAffairs"), ("reason", "街道集中培训")))
        {
            await tenant.RunJobsAsync();
            Assert.Contains("没有人需要提前开放", (await officer.PageAsync(again.Headers.Location!.OriginalString)).QuerySelector("main")!.TextContent);
        }
        // A street's own staff may not issue, and so not open either.
        using var street = await tenant.StreetAsync();
        using var forbidden = await street.GetAsync("console/certificates/open-early");
        Assert.NotEqual(HttpStatusCode.OK, forbidden.StatusCode);
        Assert.Null((await street.PageAsync($"console/people/{teacher.Ref}/why")).QuerySelector("#open-early"));
        Assert.NotNull((await officer.PageAsync($"console/people/{teacher.Ref}/why")).QuerySelector("#open-early"));
    }

    [Theory, OnBothDatabases]
    public async Task A_list_is_gone_through_in_portions(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var people = new[] { await tenant.AddPersonAsync(), await tenant.AddPersonAsync() };
        foreach (var person in people) await tenant.RecordAllAsync(person.Id, Ledger.Director, tenant.Today.AddDays(-60));
        var (officer, stranger) = (await tenant.AddStaffAsync(StaffRole.DistrictStaff), await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        Assert.Equal("这里没有现在持证的人。", (await tenant.InScopeAsync(async s => await s.GetRequiredService<EarlyRenewal>()
            .OrderAsync(await s.PrincipalAsync(stranger), new(TrainingRole.ChildDirector), "街道集中培训", default))).Refusal);
        var portions = new List<(long Person, int Opened)>();
        for (long? after = 0; after is { } last;)
        {
            var (looked, opened) = await tenant.InScopeAsync(async s => await s.GetRequiredService<EarlyRenewal>()
                .OpenPortionAsync(await s.PrincipalAsync(officer), new(TrainingRole.ChildDirector), "街道集中培训", last, 1, default));
            if (looked.Count > 0) portions.Add((Assert.Single(looked), opened));
            after = looked.Count > 0 ? looked[^1] : null;
        }
        Assert.Equal(people.Select(p => (p.Id, 1)), portions);
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));
    }

    [Fact]
    public void Button_event_and_refusals_have_English_of_their_own()
    {
        var text = new Text(typeof(TenantDb).Assembly, typeof(AllModules).Assembly);
        Assert.Equal("Open renewal early", text.English["提前开放换证"]);
        Assert.Equal("renewal opened early", text.English[CertificateEventKind.RenewalOpened.Title()]);
        foreach (var refusal in new[] { "不能给自己提前开放换证，请另一位同事办理。", "没有可以提前开放的换证：证书现在不是有效的，或者已经可以换证。", "这里没有现在持证的人。" }) Assert.Contains(refusal, text.English.Keys);
    }
}
