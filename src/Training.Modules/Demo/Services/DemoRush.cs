using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.Demo.Models;
using Training.Modules.Insights.Models;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Demo.Services;

/// <summary>Yesterday a group of one street went through a long module in a few minutes: what the nightly rules are there to notice.</summary>
internal sealed class DemoRush(TenantDb db, Catalog catalog, KnowledgeChecks checks, EvidenceLedger ledger, TimeProvider clock)
{
    private const int Group = AnomalyRules.ManyPeople + 2;

    public async Task WriteAsync(Random random, CancellationToken cancel)
    {
        if (await ModuleAsync(cancel) is not var (module, check)) return;
        var day = clock.Today().AddDays(-1);
        var group = await GroupAsync(module.Code, day, cancel);
        if (group.Count < Group) return;
        var (answers, evening) = (new DemoAnswers(check.Part), ChinaTime.StartUtc(day).AddHours(20));
        foreach (var person in group)
        {
            var begun = evening.AddSeconds(random.Next(120));
            db.AddRange(module.Lessons.Select((lesson, i) => new LessonProgress
            {
                PersonId = person, LessonId = lesson.ContentItemId, VersionId = lesson.ContentItemVersionId, Position = 100,
                CompletedUtc = begun.AddSeconds(15 * i), UpdatedUtc = begun.AddSeconds(15 * i),
            }));
            var (seed, started) = (random.Next(), begun.AddSeconds(15 * module.Lessons.Count));
            var result = answers.Passed(seed, 90, random);
            var attempt = Attempt.HandedIn(person, module.Code, check.VersionId, seed, started, started.AddSeconds(check.Part.Draw * (AnomalyRules.SecondsAQuestion + 1 + random.Next(3))), result);
            db.Add(attempt);
            await ledger.RecordAsync(new Evidence
            {
                PersonId = person, Kind = EvidenceKind.ModuleCompleted, Subject = module.Code, Score = result.Percent, EffectiveOn = day, RecordedUtc = attempt.SubmittedUtc!.Value,
                Hours = module.Hours, ContentVersionId = module.Item.ContentItemVersionId, Reason = "各课学完，知识检测合格（演示）",
            }, cancel);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<(ModuleView Module, Check Check)?> ModuleAsync(CancellationToken cancel)
    {
        foreach (var module in await catalog.ModulesAsync(cancel))
            if (module.Lessons.Count >= 2 && module.Minutes >= AnomalyRules.LongModuleMinutes && await checks.ByCodeAsync(module.Code, cancel) is { } check) return (module, check);
        return null;
    }

    /// <summary>In post and without account, of the street with most who have not done the module yet; those come first.</summary>
    private async Task<List<long>> GroupAsync(string module, DateOnly day, CancellationToken cancel)
    {
        var posts = await (from a in db.Set<RoleAssignment>().AsNoTracking()
                           join p in db.Set<Person>() on a.PersonId equals p.Id
                           where p.UserId == null && a.Start <= day && (a.End == null || a.End > day)
                           orderby a.Id
                           select new { a.SubDistrictId, a.PersonId, Done = db.Set<Evidence>().Any(e => e.PersonId == a.PersonId && e.Subject == module) }).ToListAsync(cancel);
        return posts.GroupBy(p => p.SubDistrictId).OrderByDescending(g => g.Count(p => !p.Done)).ThenBy(g => g.Key).FirstOrDefault()?
            .OrderBy(p => p.Done).Select(p => p.PersonId).Distinct().Take(Group).ToList() ?? [];
    }
}
