namespace Training.Modules.Submissions.Models;

/// <summary>Days after the as-of day until which the streets confirm and the district submits.</summary>
public sealed record DueDays(int Confirm, int Submit);

/// <summary>What a district decides about its reports. Changes hold for periods that open afterwards.</summary>
public sealed record ReportSettings
{
    public const int MaxDays = 60;

    public DueDays Month { get; init; } = new(5, 10);
    public DueDays Quarter { get; init; } = new(7, 15);
    public DueDays Year { get; init; } = new(10, 20);

    /// <summary>年度考核 counts as of 31 December instead of 30 November (domain/organisation.md §3).</summary>
    public bool YearEndsInDecember { get; init; }

    /// <summary>Periods before this day are not opened; null = the month before the first use.</summary>
    public DateOnly? FirstDay { get; init; }

    public DueDays Of(PeriodKind kind) => kind switch { PeriodKind.Month => Month, PeriodKind.Quarter => Quarter, _ => Year };

    /// <returns>Chinese message that says what to do; null when it may be stored.</returns>
    public string? Refuse()
    {
        foreach (var days in new[] { Month, Quarter, Year })
        {
            if (days.Confirm is < 1 or > MaxDays || days.Submit is < 1 or > MaxDays) return "期限请填 1 到 60 之间的天数。";
            if (days.Submit < days.Confirm) return "报送期限不能早于街镇确认期限，请改大报送天数。";
        }
        return null;
    }
}
