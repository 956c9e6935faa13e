using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Modules.Assessment.Exams.Services;

/// <summary>A version of an exam.</summary>
public sealed record Exam(ContentItem Item)
{
    public FinalExamPart Part { get; } = Item.As<FinalExamPart>();
    public string VersionId => Item.ContentItemVersionId;
    public string Title => Item.DisplayText;
}

/// <summary>The exams of this site, and where people stand with them. Exams and banks come from memory.</summary>
public sealed class FinalExams(ContentStore store, KnowledgeChecks checks, TenantDb db, TimeProvider clock)
{
    public const string ContentType = "FinalExam";

    /// <summary>Attempts looked at for one person, newest first.</summary>
    private const int MostAttempts = 500;

    /// <summary>The published exams in their order.</summary>
    public async ValueTask<IReadOnlyList<Exam>> AllAsync(CancellationToken cancel) =>
        [.. (await store.PublishedAsync(ContentType, cancel)).Select(i => new Exam(i))];

    /// <summary>The published exam, or null. The code is compared without case.</summary>
    public async ValueTask<Exam?> ByCodeAsync(string code, CancellationToken cancel) =>
        (await AllAsync(cancel)).FirstOrDefault(e => string.Equals(e.Part.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>The exam as it was when an attempt began.</summary>
    public async ValueTask<Exam> VersionAsync(string versionId, CancellationToken cancel) =>
        new(await store.VersionAsync(versionId, cancel) ?? throw new InvalidOperationException($"The version {versionId} of an exam is gone."));

    /// <summary>The published banks that the blueprint names, by module code; one that is not published is missing.</summary>
    public async ValueTask<IReadOnlyDictionary<string, Check>> BanksAsync(FinalExamPart exam, CancellationToken cancel)
    {
        var banks = new Dictionary<string, Check>(StringComparer.Ordinal);
        foreach (var code in exam.Blueprint.SelectMany(l => l.Modules).Distinct())
            if (await checks.ByCodeAsync(code, cancel) is { } bank) banks[code] = bank;
        return banks;
    }

    /// <summary>The paper of an attempt as it was given.</summary>
    public async ValueTask<IReadOnlyList<ExamQuestion>> PaperAsync(ExamAttempt attempt, CancellationToken cancel)
    {
        var paper = StoredPaper.Parse(attempt.Paper);
        var banks = new List<KnowledgeCheckPart>();
        foreach (var version in paper.Banks) banks.Add((await checks.VersionAsync(version, cancel)).Part);
        return ExamDraw.Lay(paper.Resolve(banks), attempt.Seed);
    }

    /// <summary>By exam code; an exam without attempts is not in it. One query.</summary>
    public async Task<IReadOnlyDictionary<string, CheckStatus>> StatusAsync(long personId, CancellationToken cancel)
    {
        var rows = await db.Set<ExamAttempt>().AsNoTracking().Where(a => a.PersonId == personId)
            .OrderByDescending(a => a.Id).Take(MostAttempts)
            .Select(a => new { a.ExamCode, a.Ref, a.SubmittedUtc, a.Passed, a.Percent }).ToListAsync(cancel);
        var waits = (await AllAsync(cancel)).ToDictionary(e => e.Part.Code, e => TimeSpan.FromHours(e.Part.RetryHours));
        var now = clock.UtcNow();
        return rows.GroupBy(r => r.ExamCode).ToDictionary(g => g.Key, g => CheckStatus.Of(
            [.. g.Select(r => new AttemptFacts(r.Ref, r.SubmittedUtc, r.Passed == true, r.Percent))], now, waits.GetValueOrDefault(g.Key, AttemptRules.Wait)));
    }
}
