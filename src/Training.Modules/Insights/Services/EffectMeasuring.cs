using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Insights.Services;

/// <summary>Measures the effect of one module and puts the sums in place of the old ones.</summary>
public sealed class EffectMeasuring(TenantDb db, KnowledgeChecks checks, PracticeQuery practice, TimeProvider clock)
{
    /// <summary>The newest learners that are looked at: enough for intervals of about two points.</summary>
    public const int MostPeople = 2000;

    private const int AtOnce = 500;

    /// <returns>Learners measured.</returns>
    public async Task<int> MeasureAsync(string moduleCode, CancellationToken cancel)
    {
        var learners = await LearnersAsync(moduleCode, cancel);
        await db.Set<EffectFigure>().Where(f => f.ModuleCode == moduleCode).ExecuteDeleteAsync(cancel);
        await db.Set<EffectItem>().Where(f => f.ModuleCode == moduleCode).ExecuteDeleteAsync(cancel);
        db.AddRange(Effect.Figures(moduleCode, learners));
        db.AddRange(Effect.Items(moduleCode, learners));
        await db.SaveChangesAsync(cancel);
        return learners.Count;
    }

    private async Task<List<LearnerAttempts>> LearnersAsync(string moduleCode, CancellationToken cancel)
    {
        var graded = db.Set<Attempt>().AsNoTracking().Where(a => a.ModuleCode == moduleCode && a.SubmittedUtc != null && a.Graded != null);
        var people = await graded.Where(a => !graded.Any(earlier => earlier.PersonId == a.PersonId && earlier.Id < a.Id))
            .OrderByDescending(a => a.SubmittedUtc).Take(MostPeople).Select(a => a.PersonId).ToListAsync(cancel);
        var today = clock.Today();
        var found = new List<LearnerAttempts>(people.Count);
        foreach (var portion in people.Chunk(AtOnce))
        {
            var attempts = (await graded.Where(a => portion.Contains(a.PersonId)).OrderBy(a => a.Id).ToListAsync(cancel)).ToLookup(a => a.PersonId);
            var posts = (await db.Set<RoleAssignment>().AsNoTracking().Where(a => portion.Contains(a.PersonId) && a.Start <= today && (a.End == null || a.End >= today))
                .Select(a => new { a.PersonId, a.SubDistrictId, a.Line }).ToListAsync(cancel)).ToLookup(a => a.PersonId);
            var runs = await practice.RunsAsync(moduleCode, portion, cancel);
            var signed = await practice.SignOffsAsync(moduleCode, portion, cancel);
            foreach (var person in portion)
            {
                var own = new List<Graded>();
                foreach (var a in attempts[person]) own.Add(await ReadAsync(a, cancel));
                var learner = new LearnerAttempts(own, [.. posts[person].Select(p => p.SubDistrictId).Distinct()], [.. posts[person].Select(p => p.Line).Distinct()]);
                // The first run of all tells most: afterwards the scenario is known.
                var first = runs[person].FirstOrDefault();
                var taught = first is not null && learner.Passing?.On <= first.On;
                found.Add(learner with
                {
                    Practice = taught ? first!.Agreement : null, Untaught = taught ? null : first?.Agreement,
                    SignedOff = learner.Passing is { } passing && signed[person].Any(on => on >= passing.On),
                });
            }
        }
        return found;
    }

    private async ValueTask<Graded> ReadAsync(Attempt attempt, CancellationToken cancel)
    {
        var paper = (await checks.VersionAsync(attempt.CheckVersionId, cancel)).Draw(attempt.Seed);
        var right = attempt.Graded!.Split('|').Zip(paper, (chosen, drawn) => new GradedQuestion(drawn, chosen))
            .DistinctBy(q => q.Drawn.Question.Key).ToDictionary(q => q.Drawn.Question.Key, q => q.IsRight);
        return new(attempt.Percent ?? 0, attempt.Passed == true, ChinaTime.DayOf(attempt.SubmittedUtc!.Value), right);
    }
}
