namespace Training.Modules.SavedReports.Figures;

/// <summary>
/// Bands of the time in a post on a day. A band is left on the day that lies a number of calendar months after the first one, as
/// the grace of newcomers is.
/// </summary>
public static class Tenure
{
    private static readonly int[] Months = [3, 12, 36, 60];

    public static TenureBand Of(DateOnly start, DateOnly day) => (TenureBand)Months.Count(m => start.AddMonths(m) <= day);

    /// <summary>Last first days that have 3, 12, 36 and 60 months behind them.</summary>
    public static IReadOnlyList<DateOnly> LatestStarts(DateOnly day) => [.. Months.Select(m => LatestStart(day, m))];

    private static DateOnly LatestStart(DateOnly day, int months)
    {
        var start = day.AddMonths(-months);
        while (start.AddMonths(months) > day) start = start.AddDays(-1);
        while (start.AddDays(1).AddMonths(months) <= day) start = start.AddDays(1);
        return start;
    }
}
