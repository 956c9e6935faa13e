using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Services;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Tests.Hosting;
using Training.Tests.Modules.Assessment.Exams;
using Training.Tests.Modules.Certificates.Pages;
using Training.Tests.Modules.Certification.Services;
using Training.Tests.Modules.Records;

namespace Training.Tests.Modules.Certification;

/// <summary>Complaints of the survey of peers that only show over years of use: walked through with pages, jobs and a clock that runs.</summary>
public sealed class ComplaintJourneyTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static Task<TestTenant> NewAsync(TestDatabase database) => TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(ComplaintJourneyTests)));

    // “Archive completion data” silently unchecks itself, tables empty. Here no setting, page, job or year removes or rewrites a row of history.
    [Theory, OnBothDatabases, Trait("Complaint", "5")]
    public async Task Complaint_5_every_row_of_history_is_the_same_after_two_years_of_settings_jobs_and_renewals(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var holder = await tenant.AddPersonAsync(start: tenant.Today.AddYears(-1));
        await tenant.RecordAllAsync(holder.Id, Ledger.Director);
        using (var clerk = await tenant.OfficerAsync()) (await clerk.RecordAsync(tenant, ("people", holder.Ref))).Dispose();
        var history = await HistoryAsync(tenant);
        for (var year = 1; year <= 2; year++)
        {
            tenant.App.Clock.Advance(TimeSpan.FromDays(330));
            // Every switch of the settings is turned, a template, a scheme and modules get new versions, the holder renews, all jobs run.
            using (var officer = await tenant.OfficerAsync())
            {
                foreach (var auto in new[] { "false", "true" })
                    using (var saved = await officer.SubmitAsync(await officer.PageAsync("console/certificates/settings"), "[data-form=issuing]",
                        ("autoIssue", auto), ("issuer", $"第{year}年的发证机构"), ("districtCode", "310105"), ("publicUrl", "")))
                        Assert.Equal(System.Net.HttpStatusCode.Redirect, saved.StatusCode);
                using (var edition = await officer.SubmitAsync(await officer.PageAsync("console/schemes/major-editions"), "[data-form=edition]", ("module", "R03"), ("note", $"第{year}次重写")))
                    Assert.Equal(System.Net.HttpStatusCode.Redirect, edition.StatusCode);
                // And a correction, which is a new row.
                var session = (await tenant.LedgerAsync(holder.Id)).Last(e => e.Kind == EvidenceKind.SessionAttended && e.SupersedesId is null);
                if (year == 1)
                    (await officer.SubmitAsync(await officer.PageAsync("console/records/" + session.Ref), "#take", ("do", "withdraw"), ("note", "录错了人，已核对"))).Dispose();
            }
            await tenant.RecordAllAsync(holder.Id, Ledger.Director);
            await AllNightsAsync(tenant);
            var now = await HistoryAsync(tenant);
            Assert.All(history, row => Assert.Equal(row.Value, now.GetValueOrDefault(row.Key)));
            Assert.True(now.Count > history.Count);
            history = now;
        }
        Assert.Equal(3, (await tenant.CertificatesAsync()).Count);
        // And the program itself cannot: a changed row is not saved.
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            foreach (var load in new Func<Task<object>>[] { async () => await db.Set<Evidence>().OrderBy(e => e.Id).FirstAsync(), async () => await db.Set<Certificate>().OrderBy(c => c.Id).FirstAsync() })
            {
                db.Entry(await load()).Property("RecordedUtc").CurrentValue = DateTime.UnixEpoch;
                await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
                db.ChangeTracker.Clear();
            }
        });
    }

    // “Course was updated: tick a box so that the old certificate goes out of date.” Writing a course changes nothing; an officer's tick does, with a deadline.
    [Theory, OnBothDatabases, Trait("Complaint", "12")]
    public async Task Complaint_12_a_rewritten_course_touches_no_certificate_until_an_officer_says_so(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var visitor = tenant.Visitor();
        await RewriteAsync(tenant, "O02");
        tenant.App.Clock.Advance(TimeSpan.FromDays(90));
        await AllNightsAsync(tenant);
        Assert.NotNull((await visitor.PageAsync("verify/" + number)).QuerySelector(".verdict.valid"));

        using (var officer = await tenant.OfficerAsync())
        {
            (string, string)[] typed = [("module", "O02"), ("days", "60"), ("reason", "报告流程有重要变化")];
            using var looked = await officer.SubmitAsync(await officer.PageAsync("console/schemes/forced-updates"), "form.c-form", typed);
            using var ticked = await officer.SubmitAsync(await looked.DocumentAsync(), "form.c-form", typed);
            Assert.Equal(System.Net.HttpStatusCode.Redirect, ticked.StatusCode);
        }
        tenant.App.Clock.Advance(TimeSpan.FromDays(60));
        Assert.NotNull((await visitor.PageAsync("verify/" + number)).QuerySelector(".verdict.valid"));
        // The day after the deadline, though no job has run since.
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null((await visitor.PageAsync("verify/" + number)).QuerySelector(".verdict.valid"));
        await tenant.RecordAsync(holder.Id, "O02");
        Assert.NotNull((await visitor.PageAsync("verify/" + number)).QuerySelector(".verdict.valid"));
        Assert.Single(await tenant.CertificatesAsync());
    }

    // The milder tick: certificates go on to their last day, and the renewal asks for what was recorded as changed, and for nothing else.
    [Theory, OnBothDatabases, Trait("Complaint", "12")]
    public async Task Complaint_12_a_major_edition_is_asked_for_at_the_renewal_only(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        await SchemeAsync(tenant, new()
        {
            Requirements = AllOf.Of(Shown.Module("O02"), Shown.Module("R03")), Hours = 3.5m, Validity = Validity.OfMonths(12),
            Renewal = new() { Paths = RenewalRule.Always(AllOf.Of(new ChangedModules { Modules = ["O02", "R03"] }, Shown.Scenario("S1"))) },
        });
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        await RewriteAsync(tenant, "R03");
        using (var officer = await tenant.OfficerAsync())
        {
            tenant.App.Clock.Advance(TimeSpan.FromDays(20));
            using (var refused = await officer.SubmitAsync(await officer.PageAsync("console/schemes/major-editions"), "[data-form=edition]", ("module", "R03"), ("note", "改")))
            {
                var page = await refused.DocumentAsync();
                Assert.Contains("4 到 200 个字", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
                Assert.Equal("改", page.QuerySelector("#note")!.TextContent);
            }
            using var saved = await officer.SubmitAsync(await officer.PageAsync("console/schemes/major-editions"), "[data-form=edition]", ("module", "R03"), ("note", "按新规定重写了第三课"));
            Assert.Equal(System.Net.HttpStatusCode.Redirect, saved.StatusCode);
            Assert.Contains("按新规定重写了第三课", (await officer.PageAsync("console/schemes/major-editions")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        }
        tenant.App.Clock.Advance(TimeSpan.FromDays(300));
        await AllNightsAsync(tenant);
        using var visitor = tenant.Visitor();
        Assert.NotNull((await visitor.PageAsync("verify/" + number)).QuerySelector(".verdict.valid"));
        await tenant.RecordAsync(holder.Id, "S1");
        Assert.Single(await tenant.CertificatesAsync());
        await tenant.RecordAsync(holder.Id, "R03");
        Assert.Equal(2, (await tenant.CertificatesAsync()).Count);
    }

    // “Certificate loses the batch it was earned in.” Years and renewals later each one still says on which session, exam and version it rests.
    [Theory, OnBothDatabases, Trait("Complaint", "13")]
    public async Task Complaint_13_each_certificate_says_in_which_session_and_on_which_version_it_was_earned(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        await using var neighbor = await NewAsync(database);
        var rule = AllOf.Of(new Shown { Kind = RequirementKind.Attendance }, new Shown { Kind = RequirementKind.Exam, Subject = TakingExams.Code });
        await SchemeAsync(tenant, new() { Requirements = rule, Hours = 5, Validity = Validity.OfMonths(12), Renewal = new() { Paths = RenewalRule.Always(rule) } });
        var holder = await tenant.AddPersonAsync(TrainingRole.Teacher);
        var versions = new List<string>();
        foreach (var (session, title) in new[] { ("2026-秋训-01", "第一期岗前培训"), ("2027-秋训-07", "第七期轮训") })
        {
            using (var officer = await tenant.OfficerAsync())
                (await officer.RecordAsync(tenant, ("people", holder.Ref), ("subject", session), ("title", title))).Dispose();
            using (var learner = await tenant.SignedInAsync(holder)) await tenant.HandInExamAsync(learner, await learner.BeginExamAsync(), _ => true);
            versions.Add(await RepublishAsync(tenant));
            // Another post, another street, another name of the post's district office: none of it is on the way back.
            await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<RoleAssignment>().Where(a => a.PersonId == holder.Id)
                .ExecuteUpdateAsync(u => u.SetProperty(a => a.SubDistrictId, tenant.XinhualuId)));
            tenant.App.Clock.Advance(TimeSpan.FromDays(340));
        }
        var certificates = (await tenant.CertificatesAsync()).OrderBy(c => c.ValidFrom).ToList();
        Assert.Equal(2, certificates.Count);
        Assert.Equal(2, versions.Distinct().Count());
        using var mine = await tenant.SignedInAsync(holder);
        using var staff = await tenant.OfficerAsync();
        using var stranger = await neighbor.OfficerAsync();
        foreach (var (certificate, i) in certificates.Select((c, i) => (c, i)))
        {
            var (own, other) = (new[] { "2026-秋训-01", "2027-秋训-07" }[i], new[] { "2027-秋训-07", "2026-秋训-01" }[i]);
            var seen = (await mine.PageAsync("certificates/" + certificate.Number)).QuerySelector("[data-list=basis]")!.TextContent;
            Assert.Contains(own, seen, StringComparison.Ordinal);
            Assert.Contains("签到表原件在街镇存档", seen, StringComparison.Ordinal);
            Assert.Contains(TakingExams.Code, seen, StringComparison.Ordinal);
            Assert.DoesNotContain(other, seen, StringComparison.Ordinal);
            Assert.Contains(versions[i], (await staff.PageAsync("certificates/" + certificate.Number)).QuerySelector("[data-list=basis]")!.TextContent, StringComparison.Ordinal);
            // The tenant is part of it: another one has no such certificate.
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await stranger.GetAsync("certificates/" + certificate.Number)).StatusCode);
        }
        using var made = await mine.SubmitAsync(await mine.PageAsync("certificates"), "form[action$='transcript']");
        using var carried = JsonDocument.Parse(await mine.GetStringAsync(made.Headers.Location!.OriginalString + ".json"));
        var subjects = carried.RootElement.GetProperty("transcript").GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("subject").GetString()).ToList();
        Assert.Subset(subjects.ToHashSet(), new HashSet<string?> { "2026-秋训-01", "2027-秋训-07" });
    }

    /// <summary>Every row of evidence, certificates and what happened to them, as it stands in the database.</summary>
    private static Task<Dictionary<string, string>> HistoryAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        var rows = new Dictionary<string, string>();
        foreach (var e in await db.Set<Evidence>().AsNoTracking().ToListAsync()) rows[$"evidence {e.Id}"] = JsonSerializer.Serialize(e);
        foreach (var c in await db.Set<Certificate>().AsNoTracking().ToListAsync()) rows[$"certificate {c.Id}"] = JsonSerializer.Serialize(c);
        foreach (var e in await db.Set<CertificateEvent>().AsNoTracking().ToListAsync()) rows[$"event {e.Id}"] = JsonSerializer.Serialize(e);
        foreach (var e in await db.Set<MajorEdition>().AsNoTracking().ToListAsync()) rows[$"edition {e.Id}"] = JsonSerializer.Serialize(e);
        return rows;
    });

    /// <summary>What is queued, and each recurring job of the site once.</summary>
    private static async Task AllNightsAsync(TestTenant tenant)
    {
        await tenant.RunJobsAsync();
        foreach (var name in await tenant.InScopeAsync(s => Task.FromResult(s.GetServices<IJob>().OfType<IRecurringJob>().Where(j => j.GetType().Assembly != typeof(TestTenant).Assembly).Select(j => j.Name).ToList())))
            for (var step = new JobStep("", 0, null, false); !step.IsFinished;)
            {
                var state = step.State;
                step = await tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(() => s.GetServices<IJob>().Single(j => j.Name == name).StepAsync(state, None), None));
                if (step.NotBeforeUtc is not null) break;
            }
        await tenant.RunJobsAsync();
    }

    private static async Task SchemeAsync(TestTenant tenant, SchemeRules rules)
    {
        await tenant.InScopeAsync(services => services.GetRequiredService<UnitOfWork>().RunAsync(() => services.GetRequiredService<SchemeVersions>().AddAsync(
            TrainingRole.Teacher, "试用方案", rules, tenant.Today, SchemeVersions.ByHand + "journey", 1, None), None));
        await tenant.RunJobsAsync();
    }

    /// <summary>As the editor of courses does: a new version of the first lesson, published.</summary>
    private static Task RewriteAsync(TestTenant tenant, string code) => tenant.InScopeAsync(async s =>
    {
        var store = s.GetRequiredService<ContentStore>();
        var lesson = (await s.GetRequiredService<Catalog>().ByCodeAsync(code, None))!.Lessons[0];
        var next = (await store.SaveDraftAsync(lesson.Next(lesson.DisplayText, "叶文舟", tenant.App.Clock.UtcNow(), new MarkdownBodyPart { Markdown = "全部重写。\n" }), lesson.ContentItemVersionId, None))!;
        Assert.True(await store.PublishAsync(next.ContentItemId, next.ContentItemVersionId, None));
    });

    /// <summary>The next version of the exam.</summary>
    /// <returns>The version of before.</returns>
    private static Task<string> RepublishAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
    {
        var store = s.GetRequiredService<ContentStore>();
        var exam = (await s.GetRequiredService<FinalExams>().ByCodeAsync(TakingExams.Code, None))!;
        var next = (await store.SaveDraftAsync(exam.Item.Next(exam.Title, "叶文舟", tenant.App.Clock.UtcNow(), exam.Part), exam.VersionId, None))!;
        Assert.True(await store.PublishAsync(next.ContentItemId, next.ContentItemVersionId, None));
        return exam.VersionId;
    });
}
