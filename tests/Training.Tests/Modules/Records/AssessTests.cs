using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.Records.Models;
using Training.Modules.Records.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Records;

public sealed class AssessTests
{
    private const string Page = "console/records/assess?task=P01";

    /// <summary>Ticks the best level of the first criteria and the lowest of the others.</summary>
    private static async Task<HttpResponseMessage> AssessAsync(TestTenant tenant, HttpClient assessor, string person, int best, params (string, string)[] more)
    {
        var task = await tenant.InScopeAsync(async s => (await s.GetRequiredService<Tasks>().ByCodeAsync("P01", default))!.Part);
        var lines = task.Criteria.Select((c, i) => ("c-" + c.Id, (i < best ? c.Levels.Count - 1 : 0).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return await assessor.SubmitAsync(await assessor.PageAsync(Page), "#assess",
            [("do", "assess"), ("person", person), ("on", "2026-11-09"), ("comment", "原话记得好，下次把日期写全"), .. lines, .. more]);
    }

    [Theory, OnBothDatabases]
    public async Task Good_work_goes_into_the_ledger_with_score_and_version_of_the_rubric(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var assessor = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.Assessor));
        using var response = await AssessAsync(tenant, assessor, person.Ref, best: 5);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var row = Assert.Single(await tenant.LedgerAsync(person.Id));
        var version = await tenant.InScopeAsync(async s => (await s.GetRequiredService<Tasks>().ByCodeAsync("P01", default))!.VersionId);
        Assert.Equal((EvidenceKind.TaskAssessed, "P01", 85, version), (row.Kind, row.Subject, row.Score, row.ContentVersionId));
        using var learner = await tenant.SignedInAsync(person);
        Assert.Contains("原话记得好", (await learner.PageAsync("me/record")).QuerySelector("main")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task Work_below_sixty_or_over_a_red_line_is_kept_for_the_learner_but_counts_for_nothing(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var assessor = await tenant.OfficerAsync();
        (await AssessAsync(tenant, assessor, person.Ref, best: 3)).Dispose();
        (await AssessAsync(tenant, assessor, person.Ref, best: 6, ("red", "0"))).Dispose();
        Assert.Empty(await tenant.LedgerAsync(person.Id));
        var kept = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<TaskAssessment>().OrderBy(a => a.Id).ToListAsync());
        Assert.Equal([(50, false, false), (100, true, false)], kept.Select(k => (k.Percent, k.RedLine, k.Passed)));
        using var learner = await tenant.SignedInAsync(person);
        Assert.Contains("触到红线", (await learner.PageAsync("me/record")).QuerySelector("main")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task An_assessor_assesses_within_the_own_grant_and_enters_nothing_else(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (here, there) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync(street: tenant.XinhualuId));
        using var assessor = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.Assessor, street: tenant.HuayangluId));
        using var refused = await AssessAsync(tenant, assessor, there.Ref, best: 6);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        using var done = await AssessAsync(tenant, assessor, here.Ref, best: 6);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        using var form = await assessor.GetAsync(Desk.New);
        Assert.Equal(HttpStatusCode.Redirect, form.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await assessor.GetAsync("console/records")).StatusCode);
        using var names = await assessor.GetAsync("console/rates/people");
        Assert.Equal(HttpStatusCode.Redirect, names.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_scores_the_own_work(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var own = await tenant.AddPersonAsync(grants: new StaffGrant { PersonId = 0, Role = StaffRole.Assessor });
        using var assessor = await tenant.SignedInAsync(own);
        using var response = await AssessAsync(tenant, assessor, own.Ref, best: 6);
        Assert.Contains(Desk.NotForOneself, await response.TextAsync());
        Assert.Empty(await tenant.LedgerAsync(own.Id));
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<TaskAssessment>().CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_line_that_is_not_scored_and_an_older_rubric_are_refused(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var officer = await tenant.OfficerAsync();
        using var missing = await officer.SubmitAsync(await officer.PageAsync(Page), "#assess",
            ("do", "assess"), ("person", person.Ref), ("on", "2026-11-09"), ("comment", "写得清楚"), ("c-elements", "1"), ("c-facts", "99"));
        Assert.Contains("还有没评的项：事实、转述、推断分得开", await missing.TextAsync());
        using var old = await AssessAsync(tenant, officer, person.Ref, best: 6, ("version", "0000000000000000000000000a"));
        Assert.Contains("评分表有了新版", await old.TextAsync());
        Assert.Empty(await tenant.LedgerAsync(person.Id));
    }
}
