using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;

namespace Training.Modules.Assessment.Services;

/// <summary>The person's own file of this module: attempts at knowledge checks and exams, with what was answered.</summary>
internal sealed class AttemptData(TenantDb db) : IPersonalData
{
    public string Name => "attempts";

    public async Task<object> OfAsync(long personId, CancellationToken cancel) => new
    {
        checks = await db.Set<Attempt>().AsNoTracking().Where(a => a.PersonId == personId).OrderBy(a => a.Id)
            .Select(a => new { module = a.ModuleCode, startedUtc = a.StartedUtc, submittedUtc = a.SubmittedUtc, percent = a.Percent, passed = a.Passed, answers = a.Graded })
            .ToListAsync(cancel),
        exams = await db.Set<ExamAttempt>().AsNoTracking().Where(a => a.PersonId == personId).OrderBy(a => a.Id)
            .Select(a => new { exam = a.ExamCode, startedUtc = a.StartedUtc, dueUtc = a.DueUtc, submittedUtc = a.SubmittedUtc, percent = a.Percent, passed = a.Passed, answers = a.Graded })
            .ToListAsync(cancel),
    };
}
