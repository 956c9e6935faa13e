using Training.Modules.Submissions.Documents;

namespace Training.Modules.Submissions.Pages;

/// <summary>Rows of a document as a table.</summary>
/// <param name="Label">Name of the table, localized.</param>
/// <param name="WithUnits">False where all rows are of one 街镇.</param>
public sealed record FigureTable(string Label, IReadOnlyList<DocumentRow> Rows, IReadOnlyList<DocumentMeasure> Measures, bool WithUnits = true)
{
    public static readonly IReadOnlyList<DocumentMeasure> CurrentMeasures = Figures.Columns;

    /// <summary>What is looked at first stands first, before the shares.</summary>
    private static readonly string[] First = ["required", "completed", "certified", "personRequired", "personCompleted", "personAllCertified", "personAnyCertified"];

    public IReadOnlyList<DocumentMeasure> Lead => [.. Columns.Where(m => First.Contains(m.Key))];

    public IReadOnlyList<DocumentMeasure> Rest => [.. Columns.Where(m => !First.Contains(m.Key))];

    /// <summary>Only what the rows have.</summary>
    private IEnumerable<DocumentMeasure> Columns => Measures.Where(m => Rows.Any(r => r.Counts.ContainsKey(m.Key)));

    public IReadOnlyList<string> Rates => [.. Rows.SelectMany(r => r.Rates.Keys).Distinct()];
}

/// <summary>A document as one reader sees it.</summary>
/// <param name="Before">The one that it is compared with; null = none, or it was not kept.</param>
public sealed record DocumentView(ReportDocument Document, string Hash, IReadOnlyList<DocumentRow> Rows, IReadOnlyList<DocumentRow> Totals, IReadOnlyList<DocumentRow> People, ReportDocument? Before)
{
    /// <param name="units">Division codes that may be seen.</param>
    /// <param name="lines">条线 that may be seen.</param>
    /// <param name="all">Everything may be seen. The district's total may always be.</param>
    public static DocumentView Of(ReportDocument document, string hash, ReportDocument? before, bool all, IReadOnlySet<string> units, IReadOnlySet<string> lines)
    {
        return new(document, hash, Own(document.Rows), [.. Own(document.Totals.SkipLast(1)), document.Total()],
            [.. document.People.Where(r => all || units.Contains(r.Unit) || (r.Line is not null && lines.Contains(r.Line)) || (r.Unit == document.District.Code && r.Role is null && r.Line is null))], before);

        IReadOnlyList<DocumentRow> Own(IEnumerable<DocumentRow> rows) => [.. rows.Where(r => all || units.Contains(r.Unit) || (r.Line is not null && lines.Contains(r.Line)))];
    }
}
