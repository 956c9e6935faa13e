using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Platform.Data;

namespace Training.Modules.Assessment.Statistics;

/// <summary>
/// How the questions of a bank behave, from what was graded in knowledge checks and exams: the newest first attempts, at most
/// <see cref="MostAttempts"/> of each. An answer to other words than those of the published bank is left out.
/// </summary>
public sealed class ItemReport(TenantDb db, KnowledgeChecks checks, FinalExams exams)
{
    public const int MostAttempts = 2000;

    /// <summary>One row a question, in the bank's order. Two queries beside versions not yet in memory.</summary>
    public async Task<IReadOnlyList<ItemStatistics>> OfAsync(Check bank, CancellationToken cancel)
    {
        var responses = bank.Part.Questions.ToDictionary(q => q.Key, _ => new List<ItemResponse>());
        var words = bank.Part.Questions.ToDictionary(q => q.Key);
        void Count(IReadOnlyList<DrawnQuestion> paper, string graded)
        {
            var marked = graded.Split('|').Zip(paper, (chosen, drawn) => new GradedQuestion(drawn, chosen)).ToList();
            var right = marked.Count(q => q.IsRight);
            if (marked.Count < 2) return;
            foreach (var q in marked)
                if (words.TryGetValue(q.Drawn.Question.Key, out var now) && now.HasSameWords(q.Drawn.Question))
                    responses[now.Key].Add(new(q.Chosen, q.IsRight, (right - (q.IsRight ? 1.0 : 0)) / (marked.Count - 1)));
        }

        foreach (var attempt in await CheckAttemptsAsync(bank.Part.ModuleCode, cancel))
            Count((await checks.VersionAsync(attempt.CheckVersionId, cancel)).Draw(attempt.Seed), attempt.Graded!);
        foreach (var attempt in await ExamAttemptsAsync(bank.Part.ModuleCode, cancel))
            Count([.. (await exams.PaperAsync(attempt, cancel)).Select(q => q.Drawn)], attempt.Graded!);
        return [.. bank.Part.Questions.Select(q => ItemStatistics.Of(q, responses[q.Key]))];
    }

    private Task<List<Attempt>> CheckAttemptsAsync(string moduleCode, CancellationToken cancel)
    {
        var all = db.Set<Attempt>().AsNoTracking().Where(a => a.ModuleCode == moduleCode && a.SubmittedUtc != null && a.Graded != null);
        return all.Where(a => !all.Any(earlier => earlier.PersonId == a.PersonId && earlier.Id < a.Id))
            .OrderByDescending(a => a.SubmittedUtc).Take(MostAttempts).ToListAsync(cancel);
    }

    private async Task<List<ExamAttempt>> ExamAttemptsAsync(string moduleCode, CancellationToken cancel)
    {
        var codes = (await exams.AllAsync(cancel)).Where(e => e.Part.Blueprint.Any(l => l.Modules.Contains(moduleCode))).Select(e => e.Part.Code).ToList();
        if (codes.Count == 0) return [];
        var all = db.Set<ExamAttempt>().AsNoTracking().Where(a => codes.Contains(a.ExamCode) && a.SubmittedUtc != null && a.Graded != null);
        return await all.Where(a => !all.Any(earlier => earlier.PersonId == a.PersonId && earlier.ExamCode == a.ExamCode && earlier.Id < a.Id))
            .OrderByDescending(a => a.SubmittedUtc).Take(MostAttempts).ToListAsync(cancel);
    }
}
