using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Models;
using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Modules.Assessment.Services;

/// <summary>A version of a question bank.</summary>
public sealed record Check(ContentItem Item)
{
    public KnowledgeCheckPart Part { get; } = Item.As<KnowledgeCheckPart>();
    public string VersionId => Item.ContentItemVersionId;

    /// <summary>Title of the training module.</summary>
    public string ModuleTitle => Item.DisplayText;

    public IReadOnlyList<DrawnQuestion> Draw(int seed) => CheckDraw.Of(Part, seed);
}

/// <summary>The question banks, and where people stand with them.</summary>
public sealed class KnowledgeChecks(ContentStore store, TenantDb db, TimeProvider clock)
{
    public const string ContentType = "KnowledgeCheck";

    /// <summary>Attempts looked at for one person, newest first: many times what anybody makes in a career.</summary>
    private const int MostAttempts = 1000;

    private static readonly CompiledQuery<long, AttemptRow> AttemptsOf = new((db, personId) =>
        db.Set<Attempt>().AsNoTracking().Where(a => a.PersonId == personId).OrderByDescending(a => a.Id).Take(MostAttempts)
            .Select(a => new AttemptRow(a.ModuleCode, a.Ref, a.SubmittedUtc, a.Passed, a.Percent, a.TestOut)));

    /// <summary>The published bank of a module, or null. The code is compared without case.</summary>
    public async ValueTask<Check?> ByCodeAsync(string code, CancellationToken cancel)
    {
        foreach (var item in await store.PublishedAsync(ContentType, cancel))
            if (string.Equals(item.As<KnowledgeCheckPart>().ModuleCode, code, StringComparison.OrdinalIgnoreCase)) return new(item);
        return null;
    }

    /// <summary>The bank as it was when an attempt began.</summary>
    public async ValueTask<Check> VersionAsync(string versionId, CancellationToken cancel) =>
        new(await store.VersionAsync(versionId, cancel) ?? throw new InvalidOperationException($"The version {versionId} of a question bank is gone."));

    /// <summary>By module code; a module without attempts is not in it. One query.</summary>
    public async Task<IReadOnlyDictionary<string, CheckStatus>> StatusAsync(long personId, CancellationToken cancel)
    {
        var rows = await AttemptsOf.ToListAsync(db, personId, cancel);
        var now = clock.UtcNow();
        return rows.GroupBy(r => r.ModuleCode).ToDictionary(g => g.Key, g =>
        {
            var attempts = g.Select(r => new AttemptFacts(r.Ref, r.SubmittedUtc, r.Passed == true, r.Percent, r.TestOut)).ToList();
            return CheckStatus.Of(attempts, now, AttemptRules.Wait) with { MayTestOut = TestOutRules.MayStart(attempts, now) };
        });
    }

    private sealed record AttemptRow(string ModuleCode, string Ref, DateTime? SubmittedUtc, bool? Passed, int? Percent, bool TestOut);
}
