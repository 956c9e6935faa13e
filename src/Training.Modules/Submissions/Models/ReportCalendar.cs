using System.Globalization;

namespace Training.Modules.Submissions.Models;

/// <summary>A period as the calendar and the settings make it.</summary>
public sealed record PlannedPeriod(string Key, PeriodKind Kind, DateOnly AsOf, DateOnly ConfirmBy, DateOnly SubmitBy);

/// <summary>Which reports there are: month ends, quarter ends, and 30 November or 31 December (domain/organisation.md §3). Pure.</summary>
public static class ReportCalendar
{
    /// <summary>Periods whose as-of day lies between two days, both counted, by as-of day, the shorter kind first.</summary>
    public static IReadOnlyList<PlannedPeriod> Between(DateOnly from, DateOnly through, ReportSettings settings)
    {
        var found = new List<PlannedPeriod>();
        if (through < from) return found;
        for (var month = new DateOnly(from.Year, from.Month, 1); month <= through; month = month.AddMonths(1))
        {
            var end = month.AddMonths(1).AddDays(-1);
            if (end < from || end > through) continue;
            found.Add(Plan(string.Create(CultureInfo.InvariantCulture, $"{end.Year}-{end.Month:00}"), PeriodKind.Month, end, settings));
            if (end.Month % 3 == 0) found.Add(Plan(string.Create(CultureInfo.InvariantCulture, $"{end.Year}-Q{end.Month / 3}"), PeriodKind.Quarter, end, settings));
            if (end.Month == (settings.YearEndsInDecember ? 12 : 11)) found.Add(Plan(string.Create(CultureInfo.InvariantCulture, $"{end.Year}"), PeriodKind.Year, end, settings));
        }
        return found;
    }

    /// <summary>逾期 N 天: 0 on the last day and before.</summary>
    public static int DaysLate(DateOnly by, DateOnly on) => Math.Max(0, on.DayNumber - by.DayNumber);

    private static PlannedPeriod Plan(string key, PeriodKind kind, DateOnly asOf, ReportSettings settings)
    {
        var days = settings.Of(kind);
        return new(key, kind, asOf, asOf.AddDays(days.Confirm), asOf.AddDays(days.Submit));
    }
}
