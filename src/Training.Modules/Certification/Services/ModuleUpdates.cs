using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Certification.Services;

/// <summary>Announces that a module changed: with a deadline for holders, or for renewals only.</summary>
public sealed class ModuleUpdates(TenantDb db, UnitOfWork unit, Catalog catalog, SchemeTable table, JobQueue jobs, AuditLog audit, TimeProvider clock)
{
    /// <summary>强制更新 of a red-line module, from today. Afterwards the standing of everybody concerned is stored anew.</summary>
    /// <param name="lines">Whose holders are concerned; empty = all.</param>
    /// <returns>A Chinese message when it was refused; null when it was done.</returns>
    public async Task<string?> ForceAsync(string moduleCode, int days, string reason, IReadOnlyCollection<Line> lines, long? byUserId, CancellationToken cancel)
    {
        if (await catalog.ByCodeAsync(moduleCode.Trim(), cancel) is not { } module) return "没有这个模块，请核对代码。";
        if (!module.Part.RedLine) return "只有红线模块可以强制更新；其他模块请登记为重要更新，续证时会要求重学。";
        if (days is < ForcedUpdate.DaysMin or > ForcedUpdate.DaysMax) return "补学期限请填 7 到 365 天。";
        if (reason.Trim().Length is < ForcedUpdate.ReasonMin or > ForcedUpdate.ReasonMax) return "请写明改了什么，4 到 200 个字，学员会看到。";
        var (today, done) = (clock.Today(), false);
        await unit.RunAsync(async () =>
        {
            if ((await db.Set<ForcedUpdate>().AsNoTracking().Where(u => u.ModuleCode == module.Code && u.AnnouncedOn == today).ToListAsync(cancel)).Exists(u => u.Overlaps(lines))) return;
            var update = new ForcedUpdate
            {
                ModuleCode = module.Code, AnnouncedOn = today, Days = days, Reason = reason.Trim(), Lines = ForcedUpdate.Pack(lines), ByUserId = byUserId, RecordedUtc = clock.UtcNow(),
            };
            db.Add(update);
            audit.Add("Module", "UpdateForced", module.Code, $"强制更新{(lines.Count == 0 ? "" : $"（{string.Join("、", update.Concerned.Select(l => l.Title()))}）")}，最晚 {update.Deadline:yyyy-MM-dd} 补学：{reason.Trim()}");
            await db.SaveChangesAsync(cancel);
            done = true;
            await AfterwardsAsync(cancel);
        }, cancel);
        return done ? null : "这个模块今天已经发布过强制更新，不用再发。";
    }

    /// <summary>A major edition of a module, from today: renewals that ask for what changed ask for it.</summary>
    /// <returns>A Chinese message when it was refused; null when it was done.</returns>
    public async Task<string?> RecordEditionAsync(string moduleCode, string note, long? byUserId, CancellationToken cancel)
    {
        if (await catalog.ByCodeAsync(moduleCode.Trim(), cancel) is not { } module) return "没有这个模块，请核对代码。";
        if (note.Trim().Length is < ForcedUpdate.ReasonMin or > ForcedUpdate.ReasonMax) return "请写明改了什么，4 到 200 个字。";
        var (today, done) = (clock.Today(), false);
        await unit.RunAsync(async () =>
        {
            if (await db.Set<MajorEdition>().AnyAsync(e => e.ModuleCode == module.Code && e.PublishedOn == today, cancel)) return;
            db.Add(new MajorEdition { ModuleCode = module.Code, PublishedOn = today, Note = note.Trim(), ByUserId = byUserId, RecordedUtc = clock.UtcNow() });
            audit.Add("Module", "MajorEdition", module.Code, $"登记重要更新：{note.Trim()}");
            await db.SaveChangesAsync(cancel);
            done = true;
            await AfterwardsAsync(cancel);
        }, cancel);
        return done ? null : "这个模块今天已经登记过，不用再登记。";
    }

    /// <summary>All forced updates, newest first.</summary>
    public async Task<IReadOnlyList<ForcedUpdate>> ListAsync(int count, CancellationToken cancel) =>
        await db.Set<ForcedUpdate>().AsNoTracking().OrderByDescending(u => u.AnnouncedOn).ThenByDescending(u => u.Id).Take(count).ToListAsync(cancel);

    /// <summary>All major editions, newest first.</summary>
    public async Task<IReadOnlyList<MajorEdition>> EditionsAsync(int count, CancellationToken cancel) =>
        await db.Set<MajorEdition>().AsNoTracking().OrderByDescending(e => e.PublishedOn).ThenByDescending(e => e.Id).Take(count).ToListAsync(cancel);

    private async Task AfterwardsAsync(CancellationToken cancel)
    {
        await unit.AfterCommitAsync(() => { table.Forget(); return Task.CompletedTask; });
        await jobs.QueueAsync(RecomputeJob.JobName, new RecomputeJob.State(Everybody: false).ToJson(), null, null, cancel);
    }
}
