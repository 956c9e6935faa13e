using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.Certification.Services;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Simulation;
using Training.Platform.AuditTrail;
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
    public async Task What_ends_anyway_is_not_blamed_on_the_draft(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (address, _, _) = await WorldAsync(tenant);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using (await officer.SubmitAsync(await officer.PageAsync(address), "form.c-form", ("From", Iso(tenant.Today.AddDays(20))), ("Assumption", "NothingMore"))) { }
        var page = await officer.PageAsync(address);
        // Nobody learns any more: both certificates end whatever the rules are.
        Assert.Equal("0", page.QuerySelector(".kpi.late b")!.TextContent);
        Assert.Contains("本来就会到期的另有 2", page.QuerySelector(".kpi.late .note")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("#names tbody .st"), s => Assert.Equal("本来就会到期", s.TextContent));
        Assert.DoesNotContain("因草案", page.QuerySelector(".heat")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("dl.kpis dt, table.list th.r, .heat th.r, .heat th.gap"), h => Assert.NotNull(h.QuerySelector("details.def p")));
    }

    [Theory, OnBothDatabases]
    public async Task A_changed_draft_is_to_be_simulated_again_and_starts_on_its_own_day(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var own = tenant.Today.AddDays(45);
        var (address, _, _) = await WorldAsync(tenant, own);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync(address);
        Assert.Equal(Iso(own), page.QuerySelector("#from")!.GetAttribute("value"));
        using (await officer.SubmitAsync(page, "form.c-form", ("From", Iso(own)), ("Assumption", "RenewAsNow"))) { }
        page = await officer.PageAsync(address);
        Assert.Null(page.QuerySelector("#stale"));
        var publish = await officer.PageAsync(address.Replace("what-if", "publish", StringComparison.Ordinal));
        Assert.Contains("因新方案失证 2 人次", publish.QuerySelector("#outlook")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("会低于目标 85% 的街镇 2 个", publish.QuerySelector("#outlook")!.TextContent, StringComparison.Ordinal);

        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var draft = await db.Set<SchemeDraft>().SingleAsync(d => d.SourceKey == null);
            var rules = SchemeRulesJson.Read(draft.RulesJson);
            draft.RulesJson = SchemeRulesJson.Write(rules with { Renewal = rules.Renewal with { Paths = RenewalRule.Always(Shown.Module("O02")) } });
            await db.SaveChangesAsync();
        });
        page = await officer.PageAsync(address);
        Assert.Contains("方案改过，请重新试算", page.QuerySelector("#stale")!.TextContent, StringComparison.Ordinal);
        publish = await officer.PageAsync(address.Replace("what-if", "publish", StringComparison.Ordinal));
        Assert.Contains("还没有试算过", publish.QuerySelector("#outlook")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_takes_longer_is_done_by_a_job_and_the_page_says_how_far_it_is(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (address, here, there) = await WorldAsync(tenant);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            db.AddRange(Enumerable.Range(0, CertificationLimits.PeopleAtOnce).Select(i => new Person { StaffNo = $"M{i:0000}", Name = "试用", CreatedUtc = tenant.App.Clock.UtcNow() }));
            await db.SaveChangesAsync();
        });
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        // The second time somebody else has prepared everything before the job begins.
        foreach (var prepared in new[] { false, true })
        {
            await tenant.InScopeAsync(s => s.GetRequiredService<ProofPacks>().ForgetAsync(default));
            using (await officer.SubmitAsync(await officer.PageAsync(address), "form.c-form", ("From", Iso(tenant.Today.AddDays(20))), ("Assumption", "RenewAsNow"))) { }
            var waiting = (await officer.PageAsync(address)).QuerySelector("#job")!;
            Assert.Contains("正在试算", waiting.TextContent, StringComparison.Ordinal);
            Assert.Equal("2", waiting.GetAttribute("data-refresh"));
            if (prepared) await tenant.InScopeAsync(async s => { while (await s.GetRequiredService<ProofPacks>().FillAsync(default) > 0) { } });
            await tenant.RunJobsAsync();
            var page = await officer.PageAsync(address);
            Assert.Equal([here.Name, there.Name], page.QuerySelectorAll("#names tbody th").Select(t => t.TextContent).Order());
            Assert.Equal("2", page.QuerySelector(".kpi.late b")!.TextContent);
        }
    }

    [Theory, OnBothDatabases]
    public async Task What_is_rehearsed_is_a_part_of_the_roster_and_nothing_is_kept_of_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (address, here, there) = await WorldAsync(tenant);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        await officer.PageAsync(address);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var draft = await db.Set<SchemeDraft>().SingleAsync(d => d.SourceKey == null);
            var order = new WhatIfOrder(draft.Role, new(SchemeRulesJson.Read(draft.RulesJson), tenant.Today.AddDays(20), draft.Title), Assumption.RenewAsNow, tenant.Today, 85);
            await s.GetRequiredService<ProofPacks>().ForgetAsync(default);
            Assert.False(await s.GetRequiredService<WhatIfRehearsal>().RunAsync(order, default));
            await s.GetRequiredService<ProofPacks>().FillAsync(default);
            var run = s.GetRequiredService<WhatIfRun>();
            Assert.Equal((1, 2), ((await run.RunAsync(order, default, Math.Min(here.Id, there.Id))).People, (await run.RunAsync(order, default)).People));
            Assert.False(await db.Set<StoredWhatIf>().AnyAsync());
        });
    }

    [Theory, OnBothDatabases]
    public async Task Names_are_filtered_by_street_and_taken_out_within_the_scope(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (address, here, there) = await WorldAsync(tenant);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using (await officer.SubmitAsync(await officer.PageAsync(address), "form.c-form", ("From", Iso(tenant.Today.AddDays(20))), ("Assumption", "RenewAsNow"))) { }
        var page = await officer.PageAsync(address + "?street=310105001");
        Assert.Equal([here.Name], page.QuerySelectorAll("#names tbody th").Select(t => t.TextContent));
        await LibreOffice.OpensAsync(await FileAsync(officer, address));
        var names = (await TakeOutAsync(officer, address))["名单"];
        Assert.Contains(names, l => l.StartsWith(there.Name, StringComparison.Ordinal) && l.Contains("因方案失证,缺 R04", StringComparison.Ordinal));
        names = (await TakeOutAsync(officer, address + "?street=310105001"))["名单"];
        Assert.DoesNotContain(names, l => l.StartsWith(there.Name, StringComparison.Ordinal));
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        names = (await TakeOutAsync(street, address))["名单"];
        Assert.Contains(names, l => l.StartsWith(here.Name, StringComparison.Ordinal));
        Assert.DoesNotContain(names, l => l.StartsWith(there.Name, StringComparison.Ordinal));
        // Two of two streets, one outside the scope: neither it nor the total is told.
        page = await street.PageAsync(address);
        Assert.Equal("—", page.QuerySelector(".kpi.lead b")!.TextContent);
        Assert.Equal("<5", page.QuerySelector(".kpi.late b")!.TextContent);
        Assert.Contains(names, l => l.Contains("用途：核对补训名单", StringComparison.Ordinal));
        using (var silent = await street.SubmitAsync(page, "form.purpose", ("purpose", "")))
        {
            page = await silent.DocumentAsync();
            Assert.Contains("请写明导出用途", page.QuerySelector("#names [role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.True(page.QuerySelector("#names details.confirm")!.HasAttribute("open"));
        }
        var trail = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().Where(e => e.Name == "WhatIfExported").Select(e => e.Summary).ToListAsync());
        Assert.Equal(4, trail.Count);
        Assert.All(trail, t => Assert.EndsWith("用途：核对补训名单", t, StringComparison.Ordinal));
    }

    private static async Task<Dictionary<string, string[]>> TakeOutAsync(HttpClient client, string address) => Spreadsheet.Read(await FileAsync(client, address));

    private static async Task<byte[]> FileAsync(HttpClient client, string address)
    {
        using var file = await client.SubmitAsync(await client.PageAsync(address), "form.purpose", ("purpose", "核对补训名单"));
        return await file.Content.ReadAsByteArrayAsync();
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
    private static async Task<(string Address, TestPerson Here, TestPerson There)> WorldAsync(TestTenant tenant, DateOnly? from = null)
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
            if (from is not null) db.Add(new DraftRevision { DraftId = draft.Id, Number = 1, Title = draft.Title, RulesJson = draft.RulesJson, EffectiveFrom = from, Note = "", SavedBy = "试用", SavedUtc = draft.UpdatedUtc });
            await db.SaveChangesAsync();
            return draft.Ref;
        });
        return ("console/schemes/" + reference + "/what-if", here, there);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
