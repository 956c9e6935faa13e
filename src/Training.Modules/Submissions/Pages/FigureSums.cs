using Training.Modules.Submissions.Documents;

namespace Training.Modules.Submissions.Pages;

/// <summary>A row whose first figures and shares stand one below the other.</summary>
/// <param name="All">Columns of the document, with their definitions.</param>
public sealed record FigureSums(DocumentRow Row, IReadOnlyList<DocumentMeasure> All, DocumentHiding Hiding)
{
    private static readonly string[] First = ["inPost", "required", "completed", "certified"];

    public IReadOnlyList<DocumentMeasure> Measures => [.. All.Where(m => First.Contains(m.Key) && Row.Counts.ContainsKey(m.Key))];
}
