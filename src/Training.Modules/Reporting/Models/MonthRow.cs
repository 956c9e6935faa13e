namespace Training.Modules.Reporting.Models;

/// <summary>The months of one unit, and how changes are folded into them. Pure.</summary>
public static class MonthRow
{
    /// <summary>The months from the first change on.</summary>
    /// <param name="months">Stored months from the one on in which the first change lies; where there is none, the last one before it too.</param>
    public static List<RateMonth> Fold(int unitId, IReadOnlyList<RateMonth> months, IReadOnlyDictionary<(int Code, DateOnly On), int> changes)
    {
        var byMonth = changes.GroupBy(c => RateMonth.MonthOf(c.Key.On)).ToDictionary(g => g.Key, g => g.ToList());
        if (byMonth.Count == 0) return [];
        var first = byMonth.Keys.Min();
        var stored = months.Where(m => m.Month >= first).ToDictionary(m => m.Month, m => UnitMonth.Open(m.Data, m.Month).Changes);
        var counts = months.OrderBy(m => m.Month).LastOrDefault(m => m.Month <= first) is { } before
            ? UnitMonth.At(before.Data, before.Month, first.AddDays(-1)).ToDictionary(c => c.Code, c => c.Count) : [];
        var folded = new List<RateMonth>();
        foreach (var month in stored.Keys.Union(byMonth.Keys).Order())
        {
            var days = stored.GetValueOrDefault(month, []);
            foreach (var (key, change) in byMonth.GetValueOrDefault(month, [])) days[key] = days.GetValueOrDefault(key) + change;
            if (days.Values.All(c => c == 0)) continue;
            folded.Add(new() { UnitId = unitId, Month = month, Data = UnitMonth.Write(counts, days) });
            foreach (var ((code, _), change) in days) counts[code] = counts.GetValueOrDefault(code) + change;
        }
        return folded;
    }

    /// <summary>All changes that the months hold.</summary>
    public static Dictionary<(int Code, DateOnly On), int> Changes(IEnumerable<RateMonth> months)
    {
        var all = new Dictionary<(int, DateOnly), int>();
        foreach (var month in months)
            foreach (var (key, change) in UnitMonth.Open(month.Data, month.Month).Changes) all[key] = change;
        return all;
    }

    /// <summary>True where each month begins with what those before it add up to.</summary>
    public static bool Continues(IEnumerable<RateMonth> months)
    {
        Dictionary<int, int> counts = [];
        foreach (var month in months.OrderBy(m => m.Month))
        {
            var start = UnitMonth.Open(month.Data, month.Month).Start;
            if (start.Count != counts.Count || start.Any(s => counts.GetValueOrDefault(s.Key) != s.Value)) return false;
            counts = UnitMonth.At(month.Data, month.Month, DateOnly.MaxValue).ToDictionary(c => c.Code, c => c.Count);
        }
        return true;
    }
}
