using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.Insights.Models;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Insights.Services;

/// <summary>Reads what the rules look at, a module and a day at a time, by index and bounded.</summary>
public sealed class AnomalyFinder(TenantDb db, Catalog catalog, KnowledgeChecks checks)
{
    /// <summary>Submissions of one module and day, and entries of the last days, that are looked at.</summary>
    public const int MostAttempts = 2000, MostEntries = 5000;

    private const int AtOnce = 500;

    public async Task<IReadOnlyList<Finding>> OfModuleAsync(string moduleCode, DateOnly day, CancellationToken cancel)
    {
        if (await catalog.ByCodeAsync(moduleCode, cancel) is not { } module) return [];
        var (from, to) = (ChinaTime.StartUtc(day), ChinaTime.StartUtc(day.AddDays(1)));
        var attempts = await db.Set<Attempt>().AsNoTracking()
            .Where(a => a.ModuleCode == module.Code && a.SubmittedUtc >= from && a.SubmittedUtc < to && a.Graded != null)
            .OrderBy(a => a.SubmittedUtc).Take(MostAttempts).ToListAsync(cancel);
        if (attempts.Count < AnomalyRules.SamePeople) return [];
        var people = attempts.Select(a => a.PersonId).Distinct().ToList();
        var streets = await StreetsAsync(people, day, cancel);
        var lessons = await FirstLessonsAsync(module, people, cancel);
        var seen = new List<AttemptSeen>(attempts.Count);
        foreach (var a in attempts)
        {
            if (!streets.TryGetValue(a.PersonId, out var street)) continue;
            var graded = a.Graded!.Split('|').Zip((await checks.VersionAsync(a.CheckVersionId, cancel)).Draw(a.Seed), (chosen, drawn) => new GradedQuestion(drawn, chosen)).ToList();
            seen.Add(new(a.PersonId, street, a.StartedUtc, a.SubmittedUtc!.Value, a.Passed == true, a.TestOut, graded.Count,
                [.. graded.Where(q => !q.IsRight && q.Chosen.Length > 0).Select(q => q.Drawn.Question.Key + "=" + q.Chosen).Order(StringComparer.Ordinal)],
                lessons.TryGetValue(a.PersonId, out var first) ? first : null));
        }
        return AnomalyRules.OfAttempts(module.Code, day, module.Minutes, seen);
    }

    /// <summary>Of the newest rows entered by hand those of a day.</summary>
    public async Task<IReadOnlyList<Finding>> OfEntriesAsync(DateOnly day, CancellationToken cancel)
    {
        var (from, to) = (ChinaTime.StartUtc(day), ChinaTime.StartUtc(day.AddDays(1)));
        var rows = await db.Set<Evidence>().AsNoTracking().Where(e => e.RecordedByUserId != null).OrderByDescending(e => e.Id).Take(MostEntries)
            .Select(e => new { By = e.RecordedByUserId!.Value, e.PersonId, e.Subject, e.Kind, e.RecordedUtc }).ToListAsync(cancel);
        return AnomalyRules.OfEntries(day, [.. rows.Where(r => r.RecordedUtc >= from && r.RecordedUtc < to && r.Kind != EvidenceKind.Withdrawn)
            .Select(r => new EntrySeen(r.By, r.PersonId, r.Subject, r.RecordedUtc))]);
    }

    /// <summary>The same again, for who is behind it; empty where the facts have changed since.</summary>
    public async Task<IReadOnlyList<long>> PeopleOfAsync(Anomaly anomaly, CancellationToken cancel)
    {
        var findings = anomaly.Rule == AnomalyRule.BulkEntry ? await OfEntriesAsync(anomaly.Day, cancel) : await OfModuleAsync(anomaly.Subject, anomaly.Day, cancel);
        return findings.FirstOrDefault(f => f.Key == anomaly.Key)?.People ?? [];
    }

    private async Task<Dictionary<long, int>> StreetsAsync(List<long> people, DateOnly day, CancellationToken cancel)
    {
        var found = new Dictionary<long, int>();
        foreach (var portion in people.Chunk(AtOnce))
            foreach (var post in await db.Set<RoleAssignment>().AsNoTracking().Where(a => portion.Contains(a.PersonId) && a.Start <= day && (a.End == null || a.End >= day))
                .OrderBy(a => a.Id).Select(a => new { a.PersonId, a.SubDistrictId }).ToListAsync(cancel))
                found.TryAdd(post.PersonId, post.SubDistrictId);
        return found;
    }

    /// <summary>Of those who have completed every lesson: when the first was completed.</summary>
    private async Task<Dictionary<long, DateTime>> FirstLessonsAsync(ModuleView module, List<long> people, CancellationToken cancel)
    {
        var ids = module.Lessons.Select(l => l.ContentItemId).ToList();
        var found = new Dictionary<long, DateTime>();
        // A module of one lesson has no time between lessons.
        if (ids.Count < 2) return found;
        foreach (var portion in people.Chunk(AtOnce))
            foreach (var own in (await db.Set<LessonProgress>().AsNoTracking().Where(p => portion.Contains(p.PersonId) && ids.Contains(p.LessonId) && p.CompletedUtc != null && !p.Mastered)
                .Select(p => new { p.PersonId, p.CompletedUtc }).ToListAsync(cancel)).GroupBy(p => p.PersonId).Where(g => g.Count() == ids.Count))
                found[own.Key] = own.Min(p => p.CompletedUtc!.Value);
        return found;
    }
}
