using System.Security.Claims;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.Records.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Records.Services;

/// <summary>Keeps an assessment of a practical task; a passed one goes into the ledger in the same transaction.</summary>
public sealed class TaskDesk(TenantDb db, EvidenceLedger ledger, AuditLog audit, UnitOfWork unit, TimeProvider clock)
{
    /// <summary>The draft has been checked, and the person is within the user's scope and not the user.</summary>
    /// <param name="comment">For the learner; checked like a note.</param>
    public Task<TaskAssessment> AssessAsync(
        ClaimsPrincipal user, long personId, PracticalTask task, RubricScore score, DateOnly on, string comment, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        RecordScope.DemandOthers(user, personId);
        var now = clock.UtcNow();
        var assessment = new TaskAssessment
        {
            PersonId = personId, TaskCode = task.Code, ContentVersionId = task.VersionId, Levels = score.Write(), Percent = score.Percent,
            RedLine = score.RedLine, Passed = score.Passed, Comment = comment, On = on, RecordedUtc = now, AssessedByUserId = user.UserId(),
        };
        db.Add(assessment);
        audit.Add("Evidence", "TaskAssessed", assessment.Ref, $"实操任务 {task.Code} 评 {score.Percent} 分，{(score.Passed ? "合格" : score.RedLine ? "触到红线，不合格" : "不合格")}。");
        await db.SaveChangesAsync(cancel);
        if (score.Passed)
            await ledger.RecordAsync(new EntryDraft
            {
                Kind = EvidenceKind.TaskAssessed, Subject = task.Code, Score = score.Percent, On = on, Note = comment, ContentVersionId = task.VersionId,
            }.ToEvidence(personId, now, user.UserId()), cancel);
        return assessment;
    }, cancel);
}
