using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.Certification.Services;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Settings;

namespace Training.Modules.Reporting.Simulation;

/// <summary>Takes orders for simulations, does small ones at once and leaves large ones to a job, and keeps the results.</summary>
public sealed class WhatIfDesk(
    TenantDb db, UnitOfWork unit, WhatIfRun run, ProofPacks packs, SchemeTable schemes, SettingsStore settings, JobQueue jobs, TimeProvider clock)
{
    /// <summary>A roster up to this size is simulated while the reader waits: well under a second.</summary>
    public const int AtOnce = 20_000;

    /// <summary>Results kept of each draft.</summary>
    public const int Kept = 6;

    private DbSet<StoredWhatIf> Rows => db.Set<StoredWhatIf>();

    /// <summary>The newest order of a draft.</summary>
    public Task<StoredWhatIf?> LatestAsync(string draftRef, CancellationToken cancel) =>
        Rows.AsNoTracking().Where(w => w.DraftRef == draftRef).OrderByDescending(w => w.Id).FirstOrDefaultAsync(cancel);

    /// <summary>The newest result for just these rules from just this day; null when there is none.</summary>
    public async Task<WhatIfResult?> MatchingAsync(string draftRef, SchemeRules rules, DateOnly from, CancellationToken cancel)
    {
        var json = SchemeRulesJson.Write(rules);
        return await Rows.AsNoTracking().Where(w => w.DraftRef == draftRef && w.EffectiveFrom == from && w.RulesJson == json && w.ResultJson != null)
            .OrderByDescending(w => w.Id).FirstOrDefaultAsync(cancel) is { } row ? Read(row) : null;
    }

    /// <summary>Simulates a draft.</summary>
    /// <param name="rules">As stored, or as it is being edited.</param>
    /// <returns>A Chinese message when it was refused; null when it is done or under way.</returns>
    public async Task<string?> OrderAsync(string draftRef, TrainingRole role, string title, SchemeRules rules, DateOnly from, Assumption assumption, CancellationToken cancel)
    {
        var today = clock.Today();
        if (from < today) return "施行日不能早于今天，请改晚一些。";
        if (from > today.AddDays(DraftDesk.AheadDays)) return "施行日最多晚于今天一年，请改早一些。";
        var newest = (await schemes.AllAsync(cancel)).Of(role).LastOrDefault();
        if (newest?.From >= from) return "施行日要晚于上一版的施行日，请改晚一些。";
        var order = new StoredWhatIf
        {
            DraftRef = draftRef, Role = role, EffectiveFrom = from, Assumption = assumption, Title = title, RulesJson = SchemeRulesJson.Write(rules),
            AsOf = today, Target = (await settings.GetAsync<RateSettings>(cancel)).TargetPercent, CreatedUtc = clock.UtcNow(),
        };
        await unit.RunAsync(async () =>
        {
            var old = await Rows.Where(w => w.DraftRef == draftRef).OrderByDescending(w => w.Id).Select(w => w.Id).Skip(Kept - 1).Take(1).ToListAsync(cancel);
            if (old.Count > 0) await Rows.Where(w => w.DraftRef == draftRef && w.Id <= old[0]).ExecuteDeleteAsync(cancel);
            db.Add(order);
            await db.SaveChangesAsync(cancel);
            if (await db.Set<RoleAssignment>().CountAsync(a => a.Role == role, cancel) <= AtOnce && await packs.CountMissingAsync(cancel) <= CertificationLimits.PeopleAtOnce)
            {
                await packs.FillAsync(cancel);
                await CompleteAsync(order.Id, cancel);
            }
            else
            {
                var reference = await jobs.QueueAsync(WhatIfJob.JobName, new WhatIfJob.State(order.Id).ToJson(), null, null, cancel);
                await Rows.Where(w => w.Id == order.Id).ExecuteUpdateAsync(u => u.SetProperty(w => w.JobRef, reference), cancel);
            }
        }, cancel);
        return null;
    }

    /// <summary>Does an order whose packs are all there, in the caller's transaction.</summary>
    /// <returns>Null when the order is gone.</returns>
    internal async Task<WhatIfResult?> CompleteAsync(long id, CancellationToken cancel)
    {
        if (await Rows.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, cancel) is not { } order) return null;
        var start = Stopwatch.GetTimestamp();
        var result = await run.RunAsync(order.Order, cancel);
        var (json, took) = (JsonSerializer.Serialize(result, JsonSerializerOptions.Web), (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        await Rows.Where(w => w.Id == id).ExecuteUpdateAsync(u => u.SetProperty(w => w.ResultJson, json).SetProperty(w => w.Milliseconds, took), cancel);
        return result;
    }

    /// <summary>What came out; null while there is nothing.</summary>
    public static WhatIfResult? Read(StoredWhatIf order) =>
        order.ResultJson is { } json && JsonSerializer.Deserialize<WhatIfResult>(json, JsonSerializerOptions.Web) is { Form: WhatIfResult.CurrentForm } result ? result : null;
}
