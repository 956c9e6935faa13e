using Training.Modules.Submissions.Documents;

namespace Training.Modules.Submissions.Pages;

/// <summary>Rows of a document as a table.</summary>
/// <param name="Label">Name of the table, localized.</param>
/// <param name="WithUnits">False where all rows are of one 街镇.</param>
/// <param name="Hiding">What the reader is not told of them; null = nothing.</param>
public sealed record FigureTable(string Label, IReadOnlyList<DocumentRow> Rows, IReadOnlyList<DocumentMeasure> Measures, bool WithUnits = true, DocumentHiding? Hiding = null)
{
    public static readonly IReadOnlyList<DocumentMeasure> CurrentMeasures = Figures.Columns;

    /// <summary>What is looked at first stands first, before the shares.</summary>
    private static readonly string[] First = ["required", "completed", "certified", "personRequired", "personCompleted", "personAllCertified", "personAnyCertified"];

    public IReadOnlyList<DocumentMeasure> Lead => [.. Columns.Where(m => First.Contains(m.Key))];

    public IReadOnlyList<DocumentMeasure> Rest => [.. Columns.Where(m => !First.Contains(m.Key))];

    /// <summary>Only what the rows have.</summary>
    private IEnumerable<DocumentMeasure> Columns => Measures.Where(m => Rows.Any(r => r.Counts.ContainsKey(m.Key)));

    public string Number(DocumentRow row, string measure) => (Hiding ?? DocumentHiding.Nothing).Number(row, measure);

    public string Rate(DocumentRow row, string rate) => (Hiding ?? DocumentHiding.Nothing).Rate(row, rate);

    public IReadOnlyList<string> Rates => [.. Rows.SelectMany(r => r.Rates.Keys).Distinct()];
}
