using System.Text.Json;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.SavedReports.Figures;
using Training.Platform.Contents;

namespace Training.Modules.SavedReports.Models;

/// <summary>Which day a report is of when it is opened.</summary>
public enum ReportDay { Today, LastMonthEnd, YearReview, Fixed }

/// <summary>What a report shows; stored as JSON.</summary>
public sealed record ReportDefinition
{
    public const int MostFigures = 24, MostRows = 2000, MostColumns = 60;

    /// <summary>Of rows and columns together with anybody in them: what is hidden from a reader is looked for cell by cell.</summary>
    public const int MostCells = 10_000;

    public CountBasis Basis { get; init; } = CountBasis.Assignment;
    public IReadOnlyList<Figure> Figures { get; init; } = [];
    public IReadOnlyList<FigureDimension> Rows { get; init; } = [];
    public FigureDimension? Column { get; init; }
    public FigureFilter Filter { get; init; } = new();
    public ReportDay Day { get; init; } = ReportDay.Today;

    /// <summary>With <see cref="ReportDay.Fixed"/>.</summary>
    public DateOnly? FixedDay { get; init; }

    /// <summary>A start for a new report.</summary>
    public static readonly ReportDefinition Default = new()
    {
        Figures = [Figure.Required, Figure.Certified, Figure.CertificationRate], Rows = [FigureDimension.Street],
    };

    public IReadOnlyList<FigureDimension> By => Column is { } column ? [.. Rows, column] : Rows;

    public DateOnly DayOn(DateOnly today) => Day switch
    {
        ReportDay.LastMonthEnd => new DateOnly(today.Year, today.Month, 1).AddDays(-1),
        ReportDay.YearReview => new DateOnly(today.Year, 11, 30),
        ReportDay.Fixed => FixedDay ?? today,
        _ => today,
    };

    public FigureQuery QueryOn(DateOnly today) => new(Basis, DayOn(today), By, Filter);

    /// <returns>A Chinese message when it cannot be counted; null when all is well.</returns>
    public string? Refusal(DateOnly today)
    {
        if (Figures.Count == 0) return "请至少勾选一个指标。";
        if (Figures.Count > MostFigures) return "指标最多选 24 个，请去掉几个。";
        if (Figures.Any(f => f.Basis() != Basis)) return "勾选的指标和口径不一致，请按口径重新勾选。";
        if (Rows.Count == 0) return "请选第一行维度，例如街镇。";
        if (By.Distinct().Count() != By.Count) return "同一个维度不能用两次，请改一个。";
        if (By.Contains(FigureDimension.Neighborhood) && By.Contains(FigureDimension.School)) return "居民区和学校不能放在一张表里，请留一个。";
        if (Column is FigureDimension.Neighborhood or FigureDimension.School) return "居民区和学校太多，请放到行里。";
        if (Day == ReportDay.Fixed && (FixedDay is not { } day || day < RateSelection.First || day > today.AddYears(RateSelection.YearsAhead))) return "请填截至日：2000 年以后、三年以内。";
        return null;
    }

    public string ToJson() => JsonSerializer.Serialize(this, ContentJson.Options);

    public static ReportDefinition Parse(string json) => JsonSerializer.Deserialize<ReportDefinition>(json, ContentJson.Options)!;
}

public static class ReportDays
{
    /// <summary>Chinese name, a source string for <see cref="Platform.Localization.Text"/>.</summary>
    public static string Title(this ReportDay day) => day switch
    {
        ReportDay.LastMonthEnd => "上月末",
        ReportDay.YearReview => "本年 11 月 30 日",
        ReportDay.Fixed => "固定日期",
        _ => "打开当天",
    };
}
