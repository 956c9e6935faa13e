using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Services;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Reporting;

/// <summary>The officer's page of a simulation.</summary>
public sealed class WhatIfPageTests
{
    [Theory, OnBothDatabases]
    public async Task An_officer_sees_who_would_lose_the_certificate_and_why(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (address, here, there) = await WorldAsync(tenant);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync(address);
        Assert.Contains("还没有试算过", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using (var sent = await officer.SubmitAsync(page, "form.c-form", ("From", Iso(tenant.Today.AddDays(20))), ("Assumption", "RenewAsNow")))
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        page = await officer.PageAsync(address);
        Assert.Equal([here.Name, there.Name], page.QuerySelectorAll("#names tbody th").Select(t => t.TextContent).Order());
        Assert.All(page.QuerySelectorAll("#names tbody tr"), row => Assert.Contains("缺 R04", row.TextContent, StringComparison.Ordinal));
        Assert.Equal("2", page.QuerySelector(".kpi.late b")!.TextContent);
        Assert.Equal("2", page.QuerySelector(".kpi.warn b")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("[style], [onclick]"));
    }

    [Theory, OnBothDatabases]
    public async Task Street_staff_see_all_figures_and_only_their_own_names(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (address, here, _) = await WorldAsync(tenant);
        using (var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff)))
        using (await officer.SubmitAsync(await officer.PageAsync(address), "form.c-form", ("From", Iso(tenant.Today.AddDays(20))), ("Assumption", "RenewAsNow"))) { }
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        var page = await street.PageAsync(address);
        Assert.Null(page.QuerySelector("form.c-form"));
        Assert.Equal([here.Name], page.QuerySelectorAll("#names tbody th").Select(t => t.TextContent));
        Assert.Contains("<5", page.QuerySelector(".heat")!.TextContent, StringComparison.Ordinal);
        using var warm = await street.GetAsync(address);
        Assert.InRange(int.Parse(warm.Headers.GetValues("Server-Timing").Single().Split('"')[1], CultureInfo.InvariantCulture), 1, 6);
    }

    [Theory, OnBothDatabases]
    public async Task A_day_that_cannot_be_is_refused_and_shown_again(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (address, _, _) = await WorldAsync(tenant);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var wrong = Iso(tenant.Today.AddDays(-1));
        using var sent = await officer.SubmitAsync(await officer.PageAsync(address), "form.c-form", ("From", wrong), ("Assumption", "NothingMore"));
        var page = await sent.DocumentAsync();
        Assert.Contains("施行日不能早于今天", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(wrong, page.QuerySelector("#from")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("input[value=NothingMore][checked]"));
    }

    [Theory, OnBothDatabases]
    public async Task Workers_and_unknown_drafts_are_turned_away(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (address, here, _) = await WorldAsync(tenant);
        using var worker = await tenant.SignedInAsync(here);
        using (var refused = await worker.GetAsync(address)) Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using var missing = await officer.GetAsync("console/schemes/" + Ids.New() + "/what-if");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    /// <summary>Two certified teachers in two streets, and a draft that wants R04 of whoever renews.</summary>
    private static async Task<(string Address, TestPerson Here, TestPerson There)> WorldAsync(TestTenant tenant)
    {
        var here = await tenant.AddPersonAsync(TrainingRole.Teacher, street: tenant.HuayangluId);
        var there = await tenant.AddPersonAsync(TrainingRole.Teacher, street: tenant.XinhualuId);
        foreach (var person in new[] { here, there }) await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        await tenant.UnguardAsync("certificates");
        var reference = await tenant.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<TenantDb>();
            var rules = (await services.GetRequiredService<SchemeTable>().AllAsync(default)).Of(TrainingRole.Teacher)[^1].Rules;
            // As if they had been issued long ago, so that they end within the year that is looked at.
            await db.Set<Certificate>().ExecuteUpdateAsync(u => u.SetProperty(c => c.ValidThrough, tenant.Today.AddDays(100)));
            for (long? after = 0; after is { } last;) after = (await services.GetRequiredService<ProofPacks>().CheckAsync(last, mend: true, default)).Last;
            var draft = new SchemeDraft
            {
                Role = TrainingRole.Teacher, Title = "本区方案", UpdatedUtc = tenant.App.Clock.UtcNow(),
                RulesJson = SchemeRulesJson.Write(rules with { Renewal = rules.Renewal with { Paths = RenewalRule.Always(AllOf.Of(Shown.Module("O02"), Shown.Module("R04"))) } }),
            };
            db.Add(draft);
            await db.SaveChangesAsync();
            return draft.Ref;
        });
        return ("console/schemes/" + reference + "/what-if", here, there);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
