using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Models;
using Training.Platform.Data;

namespace Training.Modules.Assessment.Services;

/// <summary>Begins, keeps and submits attempts. Everything here is about the person's own attempts only.</summary>
public sealed class Attempts(TenantDb db, UnitOfWork unit, Events events, TimeProvider clock)
{
    private DbSet<Attempt> Rows => db.Set<Attempt>();

    /// <summary>The attempt, or null where there is none or it is somebody else's.</summary>
    public Task<Attempt?> FindAsync(string reference, long? personId, CancellationToken cancel) =>
        Rows.AsNoTracking().FirstOrDefaultAsync(a => a.Ref == reference && a.PersonId == personId, cancel);

    /// <summary>What is known of a person's attempts at a module.</summary>
    public Task<List<AttemptFacts>> FactsAsync(long personId, string moduleCode, CancellationToken cancel) => Rows.AsNoTracking()
        .Where(a => a.PersonId == personId && a.ModuleCode == moduleCode)
        .OrderByDescending(a => a.Id).Take(200)
        .Select(a => new AttemptFacts(a.Ref, a.SubmittedUtc, a.Passed == true, a.Percent, a.TestOut)).ToListAsync(cancel);

    /// <summary>Begins an attempt or gives the open one; null while the person has to wait, or may not test out (any more).</summary>
    public async Task<string?> StartAsync(long personId, Check check, CancellationToken cancel, bool testOut = false)
    {
        var now = clock.UtcNow();
        var facts = await FactsAsync(personId, check.Part.ModuleCode, cancel);
        var permit = AttemptRules.Permit(facts, now);
        if (permit.OpenRef is not null) return permit.OpenRef;
        if (permit.NextAllowedUtc is not null || (testOut && !TestOutRules.MayStart(facts, now))) return null;
        // A second tap of the button may be as fast: the index allows one open attempt, whichever row comes first is it.
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO attempts (ref, person_id, module_code, check_version_id, seed, test_out, started_utc, critical_missed)
            VALUES ({Ids.New()}, {personId}, {check.Part.ModuleCode}, {check.VersionId}, {RandomNumberGenerator.GetInt32(int.MaxValue)}, {testOut}, {now}, 0)
            ON CONFLICT DO NOTHING
            """, cancel);
        return await Rows.AsNoTracking()
            .Where(a => a.PersonId == personId && a.ModuleCode == check.Part.ModuleCode && a.SubmittedUtc == null)
            .Select(a => a.Ref).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Answers by position.</summary>
    public Task<Dictionary<int, KeptAnswer>> AnswersAsync(long attemptId, CancellationToken cancel) => db.Set<AttemptAnswer>().AsNoTracking()
        .Where(a => a.AttemptId == attemptId).Select(a => new { a.Position, Answer = new KeptAnswer(a.Chosen, a.Flagged, a.AnsweredUtc) })
        .ToDictionaryAsync(a => a.Position, a => a.Answer, cancel);

    /// <summary>
    /// Keeps one answer; false when the attempt has been submitted. One statement, the same on both databases, because two
    /// devices may save the same answer at once (LINQ has no upsert).
    /// </summary>
    /// <param name="flagged">The learner's mark to look at it again.</param>
    public async Task<bool> SaveAsync(long attemptId, int position, string chosen, bool flagged, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        return await db.Database.ExecuteSqlAsync($"""
            INSERT INTO attempt_answers (attempt_id, position, chosen, flagged, answered_utc)
            SELECT id, {position}, {chosen}, {flagged}, {now} FROM attempts WHERE id = {attemptId} AND submitted_utc IS NULL
            ON CONFLICT (attempt_id, position) DO UPDATE SET chosen = excluded.chosen, flagged = excluded.flagged, answered_utc = excluded.answered_utc
            """, cancel) > 0;
    }

    /// <summary>
    /// Grades the attempt once. Of many submissions at the same time one wins (the conditional update holds the row until
    /// its commit); the others find it done and change nothing. A pass, and lessons that may be skipped, are told upward in the same transaction.
    /// </summary>
    public Task SubmitAsync(Attempt attempt, Check check, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var now = clock.UtcNow();
        var mine = await Rows.Where(a => a.Id == attempt.Id && a.SubmittedUtc == null)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.SubmittedUtc, now), cancel);
        if (mine == 0) return;
        var chosen = (await AnswersAsync(attempt.Id, cancel)).ToDictionary(a => a.Key, a => a.Value.Chosen);
        var result = CheckResult.Of(check.Part, attempt.Seed, chosen, attempt.TestOut);
        var graded = result.Write();
        await Rows.Where(a => a.Id == attempt.Id).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.Percent, result.Percent)
            .SetProperty(a => a.Passed, result.Passed)
            .SetProperty(a => a.CriticalMissed, result.CriticalMissed)
            .SetProperty(a => a.Graded, graded), cancel);
        if (attempt.TestOut && TestOutRules.Mastered(result) is { Count: > 0 } lessons)
            await events.RaiseAsync(new TestOutFellShort(attempt.PersonId, attempt.ModuleCode, lessons, ChinaTime.DayOf(now)), cancel);
        if (result.Passed)
            await events.RaiseAsync(new KnowledgeCheckPassed(
                attempt.PersonId, attempt.ModuleCode, attempt.CheckVersionId, result.Percent, ChinaTime.DayOf(now), attempt.TestOut), cancel);
    }, cancel);

    /// <summary>The marked questions of a submitted attempt, from what was graded.</summary>
    public static CheckResult ResultOf(Attempt attempt, Check check) => CheckResult.Of(check.Part, attempt.Seed,
        (attempt.Graded ?? "").Split('|').Select((letters, i) => (letters, i)).ToDictionary(x => x.i + 1, x => x.letters), attempt.TestOut);
}
