using Microsoft.EntityFrameworkCore;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Models;
using Training.Modules.Practice.Services;
using Training.Modules.Records.Models;
using Training.Modules.Records.Services;
using Training.Platform.Data;

namespace Training.Modules.Records.Queries;

/// <summary>Everything that is known of one person's learning.</summary>
/// <param name="Titles">Names of modules, scenarios and tasks by subject.</param>
/// <param name="Names">Of those who recorded, by user id.</param>
/// <param name="MinutesSaved">By 先测后免, in all.</param>
public sealed record LearnerRecordView(
    IReadOnlyList<Chain> Chains, IReadOnlyList<TaskAssessment> Assessments, IReadOnlyDictionary<string, string> Titles,
    IReadOnlyDictionary<long, string> Names, int MinutesSaved)
{
    /// <summary>Rows that count now.</summary>
    public IEnumerable<Evidence> Counting => Chains.Where(c => !c.Withdrawn).Select(c => c.Last);

    /// <summary>Years in which something happened, newest first.</summary>
    public IReadOnlyList<int> Years => [.. Chains.Select(c => c.Content.EffectiveOn.Year).Distinct().OrderDescending()];

    /// <summary>学时 that count by category, most first. Learned modules have no category: they stand under their own name.</summary>
    public static IReadOnlyList<(string Category, decimal Hours)> HoursByCategory(IEnumerable<Evidence> counting) =>
        [.. counting.Where(e => e.Hours > 0).GroupBy(CategoryOf).Select(g => (g.Key, g.Sum(e => e.Hours))).OrderByDescending(g => g.Item2).ThenBy(g => g.Key, StringComparer.Ordinal)];

    private static string CategoryOf(Evidence e) => e.Category ?? e.Kind switch
    {
        EvidenceKind.ModuleCompleted => "平台课程",
        EvidenceKind.OutsideTraining => "外部培训",
        EvidenceKind.SupervisionAttended => "督导",
        _ => "线下培训",
    };
}

/// <summary>Reads it: four queries.</summary>
public sealed class LearnerRecord(TenantDb db, Catalog catalog, Scenarios scenarios, Tasks tasks, RecorderNames names)
{
    public async Task<LearnerRecordView> OfAsync(long personId, CancellationToken cancel)
    {
        var ledger = await db.Set<Evidence>().AsNoTracking().Where(e => e.PersonId == personId).ToListAsync(cancel);
        var assessments = await db.Set<TaskAssessment>().AsNoTracking().Where(a => a.PersonId == personId)
            .OrderByDescending(a => a.Id).Take(100).ToListAsync(cancel);
        var saved = await db.Set<TestOut>().Where(t => t.PersonId == personId).SumAsync(t => t.MinutesSaved, cancel);
        var titles = (await catalog.ModulesAsync(cancel)).Select(m => (m.Code, m.Title))
            .Concat((await scenarios.AllAsync(cancel)).Select(s => (Code: s.Id, s.Title)))
            .Concat((await tasks.AllAsync(cancel)).Select(t => (t.Code, t.Title)))
            .DistinctBy(t => t.Code).ToDictionary(t => t.Code, t => t.Title);
        return new(Chain.All(ledger), assessments, titles,
            await names.OfAsync(ledger.Select(e => e.RecordedByUserId).Concat(assessments.Select(a => a.AssessedByUserId)), cancel), saved);
    }
}
