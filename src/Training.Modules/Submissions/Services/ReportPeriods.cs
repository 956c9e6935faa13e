using Microsoft.EntityFrameworkCore;
using Training.Modules.Submissions.Models;
using Training.Platform.Data;
using Training.Platform.Settings;

namespace Training.Modules.Submissions.Services;

/// <summary>
/// The periods of a district. Which are open is computed from the calendar and the settings whenever somebody looks and each
/// morning; what is missing is written then, so nothing depends on a job that had to run on a certain day.
/// </summary>
public sealed class ReportPeriods(TenantDb db, UnitOfWork unit, SettingsStore settings, TimeProvider clock)
{
    /// <summary>Periods of the past that are made good at most.</summary>
    private const int BackDays = 400;

    /// <summary>Opens what is missing; two who do it at once end with the same rows.</summary>
    public async Task EnsureAsync(CancellationToken cancel)
    {
        var (rules, today) = (await settings.GetAsync<ReportSettings>(cancel), clock.Today());
        var oldest = today.AddDays(-BackDays);
        var known = (await db.Set<ReportPeriod>().AsNoTracking().Where(p => p.AsOf >= oldest).OrderBy(p => p.AsOf).Select(p => new { p.Key, p.AsOf }).ToListAsync(cancel));
        var from = rules.FirstDay ?? (known.Count > 0 ? known[0].AsOf : new DateOnly(today.Year, today.Month, 1).AddMonths(-1));
        if (from < oldest) from = oldest;
        // The as-of day has to be over.
        var missing = ReportCalendar.Between(from, today.AddDays(-1), rules).Where(p => known.TrueForAll(k => k.Key != p.Key)).ToList();
        if (missing.Count == 0) return;
        var now = clock.UtcNow();
        try
        {
            await unit.RunAsync(async () =>
            {
                db.AddRange(missing.Select(p => new ReportPeriod { Key = p.Key, Kind = p.Kind, AsOf = p.AsOf, ConfirmBy = p.ConfirmBy, SubmitBy = p.SubmitBy, CreatedUtc = now }));
                await db.SaveChangesAsync(cancel);
            }, cancel);
        }
        catch (DbUpdateException) when (db.Database.CurrentTransaction is null)
        {
            // Somebody else was first: theirs are the same.
            db.ChangeTracker.Clear();
        }
    }

    public Task<ReportPeriod?> FindAsync(string key, CancellationToken cancel) => db.Set<ReportPeriod>().AsNoTracking().FirstOrDefaultAsync(p => p.Key == key, cancel);

    /// <summary>The newest first.</summary>
    public Task<List<ReportPeriod>> PageAsync(int skip, int take, CancellationToken cancel) =>
        db.Set<ReportPeriod>().AsNoTracking().OrderByDescending(p => p.AsOf).ThenBy(p => p.Id).Skip(skip).Take(take).ToListAsync(cancel);
}
