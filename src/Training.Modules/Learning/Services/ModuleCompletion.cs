using Microsoft.EntityFrameworkCore;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Models;
using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Modules.Learning.Services;

/// <summary>Puts lessons and check together: whichever comes second completes the module.</summary>
public sealed class ModuleCompletion(TenantDb db, Catalog catalog, ReadingProgress reading, EvidenceLedger ledger, UnitOfWork unit, TimeProvider clock)
{
    /// <summary>Keeps a passed check and completes the module if the lessons are done.</summary>
    public Task CheckPassedAsync(CheckPass pass, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        db.Add(pass);
        await db.SaveChangesAsync(cancel);
        if (await catalog.ByCodeAsync(pass.ModuleCode, cancel) is { } module) await CountAsync(pass.PersonId, module, cancel);
    }, cancel);

    /// <summary>Marks a lesson as completed, and the module with it if this was the last thing missing.</summary>
    public async Task LessonDoneAsync(long personId, ModuleView module, ContentItem lesson, CancellationToken cancel)
    {
        try
        {
            await DoAsync();
        }
        catch (DbUpdateException)
        {
            // The same button pressed on two devices: the other one wrote the row first, now there is one to update.
            db.ChangeTracker.Clear();
            await DoAsync();
        }

        Task DoAsync() => unit.RunAsync(async () =>
        {
            await reading.CompleteAsync(personId, lesson, cancel);
            await CountAsync(personId, module, cancel);
        }, cancel);
    }

    /// <summary>Lessons that a failed 先测后免 showed to be known need not be read; their minutes are time saved. Nothing goes into the ledger: the check is still to be passed.</summary>
    public Task SkipAsync(long personId, string moduleCode, IReadOnlyList<string> lessonIds, DateOnly on, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        if (await catalog.ByCodeAsync(moduleCode, cancel) is not { } module) return;
        var minutes = 0;
        foreach (var lesson in module.Lessons.Where(l => lessonIds.Contains(l.ContentItemId)))
            if (await reading.MasterAsync(personId, lesson, cancel)) minutes += lesson.As<LessonPart>().Minutes;
        if (minutes > 0) await SaveTimeAsync(new() { PersonId = personId, ModuleCode = moduleCode, On = on, Whole = false, MinutesSaved = minutes }, cancel);
        await db.SaveChangesAsync(cancel);
        await CountAsync(personId, module, cancel);
    }, cancel);

    /// <summary>Time is saved once: whoever shows it again a year later would not have read the lessons again anyway.</summary>
    private async Task SaveTimeAsync(TestOut saved, CancellationToken cancel)
    {
        if (!await db.Set<TestOut>().AnyAsync(t => t.PersonId == saved.PersonId && t.ModuleCode == saved.ModuleCode, cancel)) db.Add(saved);
    }

    /// <summary>The pass that will count when the last lesson is done; null when none waits.</summary>
    public async Task<CheckPass?> WaitingAsync(long personId, string moduleCode, CancellationToken cancel) => CheckPass.Best(await PassesAsync(personId, moduleCode, cancel));

    private Task<List<CheckPass>> PassesAsync(long personId, string moduleCode, CancellationToken cancel) => db.Set<CheckPass>().AsNoTracking()
        .Where(p => p.PersonId == personId && p.ModuleCode == moduleCode && !p.Counted).OrderBy(p => p.Id).ToListAsync(cancel);

    /// <summary>Takes the best pass that waits, if there is one and no lesson is open.</summary>
    private Task CountAsync(long personId, ModuleView module, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var waiting = await PassesAsync(personId, module.Code, cancel);
        if (waiting.Count == 0) return;
        var states = await reading.ForPersonAsync(personId, cancel);
        var done = DoneOn(module, states);
        if (done is null && !waiting[^1].TestOut) return;
        var (newest, ids) = (waiting[^1], waiting.ConvertAll(p => p.Id));
        // Whoever turns the newest one counts it: of two requests at a time the other finds nothing to turn.
        if (await db.Set<CheckPass>().Where(p => p.Id == newest.Id && !p.Counted).ExecuteUpdateAsync(s => s.SetProperty(p => p.Counted, true), cancel) == 0) return;
        await db.Set<CheckPass>().Where(p => ids.Contains(p.Id)).ExecuteUpdateAsync(s => s.SetProperty(p => p.Counted, true), cancel);
        var effective = await ledger.ForPersonAsync(personId, cancel);
        if (done is null) await TestedOutAsync(newest, module, states, effective, cancel);
        else if (EvidenceRules.ModuleCompleted(CheckPass.Best(waiting)!, module.Hours, module.Lessons.Count, done, effective, clock.UtcNow(), module.Lessons.Count(l => states.GetValueOrDefault(l.ContentItemId)?.Mastered == true)) is { } evidence)
            await ledger.RecordAsync(evidence, cancel);
    }, cancel);

    private async Task TestedOutAsync(
        CheckPass pass, ModuleView module, IReadOnlyDictionary<string, LessonState> states, IReadOnlyList<Evidence> effective, CancellationToken cancel)
    {
        var skipped = module.Lessons.Where(l => states.GetValueOrDefault(l.ContentItemId)?.Completed != true).ToList();
        var minutes = skipped.Sum(l => l.As<LessonPart>().Minutes);
        if (EvidenceRules.TestedOut(pass, module.Hours, skipped.Count, minutes, effective, clock.UtcNow()) is not { } evidence) return;
        await SaveTimeAsync(new() { PersonId = pass.PersonId, ModuleCode = pass.ModuleCode, On = pass.On, Whole = true, MinutesSaved = minutes }, cancel);
        await ledger.RecordAsync(evidence, cancel);
    }

    /// <summary>Day on which the last of the current lessons was completed; null while one is open.</summary>
    internal static DateOnly? DoneOn(ModuleView module, IReadOnlyDictionary<string, LessonState> states)
    {
        var days = module.Lessons.Select(l => states.GetValueOrDefault(l.ContentItemId)?.CompletedUtc).ToList();
        return days.Count > 0 && days.TrueForAll(d => d is not null) ? days.Max(d => ChinaTime.DayOf(d!.Value)) : null;
    }
}
