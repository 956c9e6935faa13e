using System.Globalization;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Models;

namespace Training.Modules.SavedReports.Services;

/// <summary>The counts of a row under one value of the column dimension, as one reader may see them.</summary>
public readonly record struct ReportCell(FigureCounts Counts, FigureKey Key, FigureHiding Hidden)
{
    /// <summary>What stands for a small count outside one's scope.</summary>
    public static readonly string Few = "<" + RateCell.Few.ToString(CultureInfo.InvariantCulture);

    /// <summary>What stands for a count from which a small one could be worked out.</summary>
    public const string Beside = "＊";

    public Hiding HidingOf(Figure figure) => Hidden[Key, figure];

    /// <summary>Null where it is hidden.</summary>
    public int? Count(Figure figure) => HidingOf(figure) == Hiding.None ? Counts[figure] : null;

    /// <summary>As it is shown: "1,204", "&lt;5", "＊", "63.6%", "—".</summary>
    public string Text(Figure figure) => HidingOf(figure) switch
    {
        Hiding.None => figure.Parts() is null ? Counts[figure].ToString("N0", CultureInfo.InvariantCulture) : Counts.RateOf(figure).Percent,
        _ when figure.Parts() is not null => "—",
        Hiding.Few => Few,
        _ => Beside,
    };
}

public enum ReportRowKind { Plain, Subtotal, Total }

/// <param name="Labels">One for each row dimension.</param>
/// <param name="Cells">One for each of <see cref="ReportTable.Groups"/>.</param>
public sealed record ReportRow(IReadOnlyList<string> Labels, IReadOnlyList<ReportCell> Cells, ReportRowKind Kind);

/// <summary>A report of one day as one reader sees it: on the page, in the workbook, in the other files.</summary>
/// <param name="Groups">Names of the column dimension's values, the total last; a single empty one where there is no column dimension.</param>
public sealed record ReportTable(
    string Title, string District, DateOnly Day, bool IsForecast, ReportDefinition Definition, IReadOnlyList<string> Heads, IReadOnlyList<string> Groups, IReadOnlyList<ReportRow> Rows)
{
    /// <summary>What the filter leaves of the district, in words for the heading; empty = all of it.</summary>
    public IReadOnlyList<string> Narrowed { get; init; } = [];

    public IReadOnlyList<Figure> Figures => Definition.Figures;

    /// <summary>People do not add up, so their totals are no sums.</summary>
    public bool AddsUp => Definition.Basis == CountBasis.Assignment;

    /// <summary>The chosen figures and what the rates among them are made of, in their common order.</summary>
    public IReadOnlyList<Figure> WithParts =>
        [.. Figures.Concat(Figures.Where(f => f.Parts() is not null).SelectMany(f => new[] { f.Parts()!.Value.Numerator, f.Parts()!.Value.Denominator })).Distinct().Order()];
}
