using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Assessment.Statistics;
using Training.Modules.Certification.Services;
using Training.Modules.Insights.Models;
using Training.Modules.Learning.Models;
using Training.Modules.Practice.Models;
using Training.Platform.Data;
using Training.Platform.Recipes;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Demo;

/// <summary>The demo city has something true to show on each page of Insights and of item analysis.</summary>
public sealed class DemoLearningTests
{
    [Theory, OnBothDatabases]
    public async Task Papers_runs_and_a_rush_stand_behind_the_evidence(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await RunAsync(tenant, "DemoCity", new()
        {
            ["Seed"] = 20, ["Size"] = 1.0, ["Password"] = "demo-2026-pass", ["StaffNoPrefix"] = "DL", ["Neighborhoods"] = new JsonObject { ["310105001"] = 30, ["310105004"] = 30 },
        });
        await RunAsync(tenant, "DemoLearning", new() { ["Seed"] = 7 });
        await tenant.InScopeAsync(async s =>
        {
            var (db, checks) = (s.GetRequiredService<TenantDb>(), s.GetRequiredService<KnowledgeChecks>());
            var attempts = await db.Set<Attempt>().AsNoTracking().OrderBy(a => a.Id).ToListAsync();
            Assert.Contains(attempts, a => a.Passed == false);
            // Marked by the rules, and the score of the evidence is that of the paper.
            foreach (var attempt in attempts.Take(200))
            {
                var result = Attempts.ResultOf(attempt, await checks.VersionAsync(attempt.CheckVersionId, default));
                Assert.Equal((result.Percent, result.Passed, result.CriticalMissed), (attempt.Percent, attempt.Passed, attempt.CriticalMissed));
            }
            var scores = (await db.Set<Evidence>().Where(e => e.Kind == EvidenceKind.ModuleCompleted).ToListAsync()).ToLookup(e => (e.PersonId, e.Subject, e.EffectiveOn), e => e.Score);
            Assert.All(attempts.Where(a => a.Passed == true), a => Assert.Contains(a.Percent, scores[(a.PersonId, a.ModuleCode, ChinaTime.DayOf(a.SubmittedUtc!.Value))]));
            await ExamsAsync(s);
            Assert.NotEmpty(await db.Set<ScenarioRun>().Where(r => r.Passed == true).ToListAsync());
            Assert.NotEmpty(await db.Set<Evidence>().Where(e => e.Kind == EvidenceKind.SignedOff).ToListAsync());
            var anomaly = Assert.Single(await db.Set<Anomaly>().ToListAsync());
            Assert.Equal(AnomalyRule.FastModule, anomaly.Rule);
            var figure = await db.Set<EffectFigure>().SingleAsync(f => f.ModuleCode == "O02" && f.UnitId == null && f.Line == null);
            Assert.Equal(Verdict.Better, figure.Gain.Verdict);
            var items = await s.GetRequiredService<ItemReport>().OfAsync((await checks.ByCodeAsync("O02", default))!, default);
            Assert.Contains(items, i => i.IsHard);
        });
    }

    /// <summary>Drawn and marked by the rules; each pass stands in the ledger with its score, and changes nobody's state.</summary>
    private static async Task ExamsAsync(IServiceProvider s)
    {
        var (db, exams, attempts) = (s.GetRequiredService<TenantDb>(), s.GetRequiredService<FinalExams>(), s.GetRequiredService<ExamAttempts>());
        var papers = await db.Set<ExamAttempt>().AsNoTracking().OrderBy(a => a.Id).ToListAsync();
        foreach (var exam in await exams.AllAsync(default))
        {
            var own = papers.Where(p => p.ExamCode == exam.Part.Code).ToList();
            Assert.True(own.Count > 20, $"{exam.Part.Code}: {own.Count}");
            Assert.Contains(own, p => p.Passed == false);
        }
        foreach (var paper in papers.Take(100))
        {
            var result = (await attempts.ResultAsync(paper, await exams.VersionAsync(paper.ExamVersionId, default), default)).Result;
            Assert.Equal((result.Percent, result.Passed, result.CriticalMissed), (paper.Percent, paper.Passed, paper.CriticalMissed));
            Assert.True(paper.SubmittedUtc <= paper.DueUtc && paper.SubmittedUtc > paper.StartedUtc);
        }
        var scores = (await db.Set<Evidence>().Where(e => e.Kind == EvidenceKind.ExamPassed).ToListAsync()).ToLookup(e => (e.PersonId, e.Subject, e.EffectiveOn), e => e.Score);
        Assert.All(papers.Where(p => p.Passed == true), p => Assert.Equal([p.Percent], scores[(p.PersonId, p.ExamCode, ChinaTime.DayOf(p.SubmittedUtc!.Value))]));
        // Of the people with an account, some have a past to look back on.
        Assert.True(await db.Set<ExamAttempt>().AnyAsync(a => db.Set<Training.Modules.People.Models.Person>().Any(p => p.Id == a.PersonId && p.UserId != null)));
        Assert.Empty((await s.GetRequiredService<Recompute>().CompareAsync(0, default)).Differences);
    }

    private static Task RunAsync(TestTenant tenant, string step, JsonObject options) =>
        tenant.InScopeAsync(s => s.GetServices<IRecipeStep>().Single(r => r.Name == step).RunAsync(options, CancellationToken.None));
}
