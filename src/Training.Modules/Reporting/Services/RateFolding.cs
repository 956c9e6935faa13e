using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Services;

/// <summary>Folds the changes into the months. The figures stay as they are; nobody who changes a fact waits for it.</summary>
public sealed class RateFolding(UnitOfWork unit, RateStore store, RateReader reader)
{
    /// <summary>Not worth the work below so many changes.</summary>
    public const int Worthwhile = 500;

    /// <returns>How many changes were folded.</returns>
    public async Task<int> RunAsync(CancellationToken cancel, int worthwhile = Worthwhile) =>
        await store.CountChangesAsync(cancel) < worthwhile ? 0 : await unit.RunAsync(async () =>
        {
            await store.BeginEpochAsync(cancel);
            var changes = await store.ChangesAsync(cancel);
            foreach (var ofUnit in changes.SelectMany(c => RateChange.Unpack(c.Data)).GroupBy(c => c.Key.UnitId))
            {
                var sums = new Dictionary<(int Code, DateOnly On), int>();
                foreach (var c in ofUnit) sums[(c.Key.Code, c.On)] = sums.GetValueOrDefault((c.Key.Code, c.On)) + c.Change;
                var first = RateMonth.MonthOf(sums.Keys.Min(k => k.On));
                var months = await reader.MonthsOfAsync(ofUnit.Key, first, DateOnly.MaxValue, cancel);
                await store.ReplaceMonthsAsync(ofUnit.Key, first, MonthRow.Fold(ofUnit.Key, months, sums), cancel);
            }
            await store.RemoveChangesAsync(changes, cancel);
            return changes.Count;
        }, cancel);
}
