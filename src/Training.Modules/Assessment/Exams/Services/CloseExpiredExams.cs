using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Exams.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Assessment.Exams.Services;

/// <summary>
/// Every four hours: hands in exams whose time is over and that nobody came back to, so that a pass counts although its
/// owner's phone went flat. Whoever does come back is served at once (<see cref="ExamAttempts.FindAsync"/>).
/// </summary>
internal sealed class CloseExpiredExams(TenantDb db, ExamAttempts attempts, TimeProvider clock) : IRecurringJob
{
    private const int AtOnce = 50;

    public string Name => "assessment.close-exams";
    public string Title => "收卷：到时间的结业考试";

    public string? PeriodOf(DateTime chinaNow) => string.Create(CultureInfo.InvariantCulture, $"{chinaNow:yyyy-MM-dd}/{chinaNow.Hour / 4}");

    /// <param name="state">Attempts handed in so far.</param>
    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var done = int.TryParse(state, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : 0;
        var over = clock.UtcNow() - ExamAttempt.Grace;
        var found = await db.Set<ExamAttempt>().AsNoTracking().Where(a => a.SubmittedUtc == null && a.DueUtc < over)
            .OrderBy(a => a.DueUtc).Take(AtOnce).ToListAsync(cancel);
        foreach (var attempt in found) await attempts.HandInAsync(attempt, cancel);
        done += found.Count;
        return new(done.ToString(CultureInfo.InvariantCulture), done, null, found.Count < AtOnce);
    }
}
