using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Models;
using Training.Platform.Data;

namespace Training.Modules.Assessment.Exams.Services;

/// <summary>What pressing 开始 led to.</summary>
/// <param name="Ref">The attempt that is open now; null = none, the person waits or the banks cannot fill a paper.</param>
/// <param name="BanksTooSmall">The banks cannot fill a paper at present.</param>
public sealed record ExamStart(string? Ref, bool BanksTooSmall);

/// <summary>Begins, keeps and ends attempts at exams. Everything here is about the person's own attempts only.</summary>
public sealed class ExamAttempts(TenantDb db, FinalExams exams, UnitOfWork unit, Events events, TimeProvider clock)
{
    private DbSet<ExamAttempt> Rows => db.Set<ExamAttempt>();

    /// <summary>The attempt, or null where there is none or it is somebody else's. One whose time is over is handed in first.</summary>
    public async Task<ExamAttempt?> FindAsync(string reference, long? personId, CancellationToken cancel)
    {
        var attempt = await ReadAsync(reference, personId, cancel);
        if (attempt?.IsOver(clock.UtcNow()) != true) return attempt;
        await HandInAsync(attempt, cancel);
        return await ReadAsync(reference, personId, cancel);
    }

    /// <summary>What is known of a person's attempts at an exam; one whose time is over is handed in first.</summary>
    public async Task<List<AttemptFacts>> FactsAsync(long personId, string examCode, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var open = await Rows.AsNoTracking().FirstOrDefaultAsync(a => a.PersonId == personId && a.ExamCode == examCode && a.SubmittedUtc == null, cancel);
        if (open?.IsOver(now) == true) await HandInAsync(open, cancel);
        return await Rows.AsNoTracking().Where(a => a.PersonId == personId && a.ExamCode == examCode)
            .OrderByDescending(a => a.Id).Take(200)
            .Select(a => new AttemptFacts(a.Ref, a.SubmittedUtc, a.Passed == true, a.Percent)).ToListAsync(cancel);
    }

    /// <summary>Begins an attempt or gives the open one.</summary>
    public async Task<ExamStart> StartAsync(long personId, Exam exam, CancellationToken cancel)
    {
        var (now, part) = (clock.UtcNow(), exam.Part);
        var permit = AttemptRules.Permit(await FactsAsync(personId, part.Code, cancel), now, TimeSpan.FromHours(part.RetryHours));
        if (permit.OpenRef is not null || permit.NextAllowedUtc is not null) return new(permit.OpenRef, false);
        var banks = await exams.BanksAsync(part, cancel);
        var parts = banks.ToDictionary(b => b.Key, b => b.Value.Part);
        if (Blueprint.Shortfalls(part, parts).Count > 0) return new(null, true);
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        var paper = StoredPaper.Of(ExamDraw.Of(part, parts, seed, await LastPaperAsync(personId, part.Code, cancel)), banks.ToDictionary(b => b.Key, b => b.Value.VersionId));
        // A second tap of the button may be as fast: the index allows one open attempt, whichever row comes first is it.
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO exam_attempts (ref, person_id, exam_code, exam_version_id, seed, paper, started_utc, due_utc, critical_missed)
            VALUES ({Ids.New()}, {personId}, {part.Code}, {exam.VersionId}, {seed}, {paper.ToString()}, {now}, {now.AddMinutes(part.Minutes)}, 0)
            ON CONFLICT DO NOTHING
            """, cancel);
        return new(await Rows.AsNoTracking().Where(a => a.PersonId == personId && a.ExamCode == part.Code && a.SubmittedUtc == null)
            .Select(a => a.Ref).FirstOrDefaultAsync(cancel), false);
    }

    /// <summary>Answers by position.</summary>
    public Task<Dictionary<int, KeptAnswer>> AnswersAsync(long attemptId, CancellationToken cancel) => db.Set<ExamAnswer>().AsNoTracking()
        .Where(a => a.AttemptId == attemptId).Select(a => new { a.Position, Answer = new KeptAnswer(a.Chosen, a.Flagged, a.AnsweredUtc) })
        .ToDictionaryAsync(a => a.Position, a => a.Answer, cancel);

    /// <summary>Keeps one answer; false when the exam has ended. One statement on both databases, as for knowledge checks.</summary>
    public async Task<bool> SaveAsync(long attemptId, int position, string chosen, bool flagged, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var late = now - ExamAttempt.Grace;
        return await db.Database.ExecuteSqlAsync($"""
            INSERT INTO exam_answers (attempt_id, position, chosen, flagged, answered_utc)
            SELECT id, {position}, {chosen}, {flagged}, {now} FROM exam_attempts WHERE id = {attemptId} AND submitted_utc IS NULL AND due_utc >= {late}
            ON CONFLICT (attempt_id, position) DO UPDATE SET chosen = excluded.chosen, flagged = excluded.flagged, answered_utc = excluded.answered_utc
            """, cancel) > 0;
    }

    /// <summary>
    /// Ends and grades the attempt once, at the latest as of the moment at which its time ended. Of many at the same time –
    /// two devices, a double tap, the end of the time – one wins; the others find it done. A pass is told in the same transaction.
    /// </summary>
    public Task HandInAsync(ExamAttempt attempt, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var now = clock.UtcNow();
        var end = now < attempt.DueUtc ? now : attempt.DueUtc;
        var mine = await Rows.Where(a => a.Id == attempt.Id && a.SubmittedUtc == null)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.SubmittedUtc, end), cancel);
        if (mine == 0) return;
        var exam = await exams.VersionAsync(attempt.ExamVersionId, cancel);
        var chosen = (await AnswersAsync(attempt.Id, cancel)).ToDictionary(a => a.Key, a => a.Value.Chosen);
        var result = ExamResult.Of(exam.Part, await exams.PaperAsync(attempt, cancel), chosen).Result;
        var graded = string.Join('|', result.Questions.Select(q => q.Chosen));
        await Rows.Where(a => a.Id == attempt.Id).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.Percent, result.Percent)
            .SetProperty(a => a.Passed, result.Passed)
            .SetProperty(a => a.CriticalMissed, result.CriticalMissed)
            .SetProperty(a => a.Graded, graded), cancel);
        if (result.Passed)
            await events.RaiseAsync(new FinalExamPassed(attempt.PersonId, attempt.ExamCode, attempt.ExamVersionId, result.Percent, ChinaTime.DayOf(end)), cancel);
    }, cancel);

    /// <summary>The marked paper of an ended attempt, from what was graded.</summary>
    public async Task<ExamResult> ResultAsync(ExamAttempt attempt, Exam exam, CancellationToken cancel) =>
        ExamResult.Of(exam.Part, await exams.PaperAsync(attempt, cancel),
            (attempt.Graded ?? "").Split('|').Select((letters, i) => (letters, i)).ToDictionary(x => x.i + 1, x => x.letters));

    private Task<ExamAttempt?> ReadAsync(string reference, long? personId, CancellationToken cancel) =>
        Rows.AsNoTracking().FirstOrDefaultAsync(a => a.Ref == reference && a.PersonId == personId, cancel);

    private async Task<IReadOnlySet<string>> LastPaperAsync(long personId, string examCode, CancellationToken cancel)
    {
        var last = await Rows.AsNoTracking().Where(a => a.PersonId == personId && a.ExamCode == examCode)
            .OrderByDescending(a => a.Id).Select(a => a.Paper).FirstOrDefaultAsync(cancel);
        return last is null ? new HashSet<string>() : StoredPaper.Parse(last).Keys.ToHashSet();
    }
}
