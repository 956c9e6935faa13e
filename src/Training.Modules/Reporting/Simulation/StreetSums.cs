using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Simulation;

/// <summary>What is counted day by day.</summary>
internal enum Series { RequiredNow, CertifiedNow, RequiredThen, CertifiedThen }

/// <summary>
/// Counts of one 街镇 over the days ahead. A run of days is two additions; the sums are made at the end, so that it costs the same
/// for a day as for a year.
/// </summary>
internal sealed class StreetSums
{
    private readonly int[][] _steps;
    private readonly int[][] _changes;
    private readonly int _first, _days;

    /// <param name="first">The first day.</param>
    /// <param name="days">How many days.</param>
    /// <param name="tableDays">How many of them are days of the table.</param>
    public StreetSums(DateOnly first, int days, int tableDays)
    {
        (_first, _days) = (first.DayNumber, days);
        _steps = [.. Enum.GetValues<Series>().Select(_ => new int[days + 1])];
        _changes = [.. Enum.GetValues<WhatIfChange>().Select(_ => new int[tableDays])];
    }

    public void Add(Series series, DaySet runs)
    {
        var steps = _steps[(int)series];
        for (var i = 0; i < runs.Runs.Length; i++)
        {
            var from = Math.Max(runs.Runs[i].From.DayNumber - _first, 0);
            var after = Math.Min(runs.Runs[i].Through.DayNumber - _first + 1, _days);
            if (from >= after) continue;
            steps[from]++;
            steps[after]--;
        }
    }

    /// <summary>Changes are counted on the days of the table alone.</summary>
    public void Count(WhatIfChange change, int tableDay) => _changes[(int)change][tableDay]++;

    public void Add(StreetSums other)
    {
        for (var s = 0; s < _steps.Length; s++)
            for (var i = 0; i <= _days; i++) _steps[s][i] += other._steps[s][i];
        for (var c = 0; c < _changes.Length; c++)
            for (var i = 0; i < _changes[c].Length; i++) _changes[c][i] += other._changes[c][i];
    }

    /// <summary>The counts on each day.</summary>
    public int[] Of(Series series)
    {
        var counts = new int[_days];
        var sum = 0;
        for (var i = 0; i < _days; i++) counts[i] = sum += _steps[(int)series][i];
        return counts;
    }

    public IReadOnlyList<int> Of(WhatIfChange change) => _changes[(int)change];
}
