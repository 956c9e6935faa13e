using Microsoft.EntityFrameworkCore;
using Training.Modules.Learning.Models;
using Training.Modules.People.Services;
using Training.Modules.Records.Models;
using Training.Modules.Records.Outside;
using Training.Platform.Data;

namespace Training.Modules.Records.Services;

/// <summary>The person's own file of this module: the ledger with its corrections, assessments and declarations.</summary>
internal sealed class RecordsData(TenantDb db) : IPersonalData
{
    public string Name => "records";

    public async Task<object> OfAsync(long personId, CancellationToken cancel) => new
    {
        evidence = (await db.Set<Evidence>().AsNoTracking().Where(e => e.PersonId == personId).OrderBy(e => e.Id).ToListAsync(cancel)).Select(e => new
        {
            id = e.Ref, kind = e.Kind.Title(), subject = e.Subject, hours = e.Hours, category = e.Category, level = e.Level, topic = e.Topic, score = e.Score,
            on = e.EffectiveOn, recordedUtc = e.RecordedUtc, reason = e.Reason, contentVersion = e.ContentVersionId,
        }),
        assessments = (await db.Set<TaskAssessment>().AsNoTracking().Where(a => a.PersonId == personId).OrderBy(a => a.Id).ToListAsync(cancel))
            .Select(a => new { task = a.TaskCode, percent = a.Percent, passed = a.Passed, redLine = a.RedLine, comment = a.Comment, on = a.On }),
        outside = (await db.Set<OutsideTraining>().AsNoTracking().Where(o => o.PersonId == personId).OrderBy(o => o.Id).ToListAsync(cancel)).Select(o => new
        {
            title = o.Title, organizer = o.Organizer, start = o.Start, end = o.End, hours = o.Hours, state = o.State.Title(), decision = o.Decision, recognizedHours = o.RecognizedHours,
        }),
        testedOut = await db.Set<TestOut>().AsNoTracking().Where(t => t.PersonId == personId).OrderBy(t => t.Id).Select(t => new { module = t.ModuleCode, whole = t.Whole, on = t.On, minutesSaved = t.MinutesSaved }).ToListAsync(cancel),
    };
}
