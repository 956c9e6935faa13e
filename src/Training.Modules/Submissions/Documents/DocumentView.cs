using System.Globalization;
using Training.Modules.Reporting.Queries;

namespace Training.Modules.Submissions.Documents;

/// <summary>A document as one reader is told it: on the page, in the spreadsheet and in the other files alike.</summary>
/// <param name="Before">The one that it is compared with; null = none, or it was not kept.</param>
/// <param name="Differences">Those whose two figures the reader is told.</param>
/// <param name="Withheld">Differences in hidden figures.</param>
public sealed record DocumentView(
    ReportDocument Document, string Hash, DocumentReader Reader, DocumentHiding Hiding, ReportDocument? Before, DocumentHiding HidingBefore,
    IReadOnlyList<DocumentRow> Rows, IReadOnlyList<DocumentRow> Totals, IReadOnlyList<DocumentRow> People,
    IReadOnlyList<DocumentConfirmation> Confirmations, IReadOnlyList<DocumentDifference> Differences, int Withheld, IReadOnlyList<(string Title, string Count)> Causes)
{
    /// <summary>The district has posts in no street; no street confirms them.</summary>
    public bool HasOwnRow => Rows.Any(r => r.Unit == Figures.OwnCode(Document.District.Code));

    public static DocumentView Of(ReportDocument document, string hash, ReportDocument? before, DocumentReader reader)
    {
        var hiding = HidingOf(document, reader);
        var hidingBefore = before is null ? DocumentHiding.Nothing : HidingOf(before, reader);
        var (shown, withheld) = DifferencesOf(document, before, reader, hiding, hidingBefore);
        return new(document, hash, reader, hiding, before, hidingBefore,
            [.. document.Rows.Where(Lists)], [.. document.Totals.SkipLast(1).Where(Lists), document.Total()], [.. document.People.Where(r => Lists(r) || IsTotal(document, r))],
            [.. document.Confirmations.Where(c => reader.ListsAll || reader.Units.Contains(c.Unit))], shown, withheld,
            reader.ListsAll ? CausesOf(document, reader) : []);

        bool Lists(DocumentRow row) => reader.ListsAll || reader.Covers(row);
    }

    /// <summary>Rows recorded or changed late are each somebody's.</summary>
    public static IReadOnlyList<(string Title, string Count)> CausesOf(IEnumerable<DocumentCause> causes, bool exact) =>
        [.. causes.Select(c => (c.Title, exact || c.Count >= RateCell.Few ? c.Count.ToString("N0", CultureInfo.InvariantCulture) : "<" + RateCell.Few))];

    private static IReadOnlyList<(string Title, string Count)> CausesOf(ReportDocument document, DocumentReader reader) => CausesOf(document.Causes ?? [], reader.SeesAll);

    private static DocumentHiding HidingOf(ReportDocument document, DocumentReader reader) => reader.SeesAll ? DocumentHiding.Nothing : DocumentHiding.Of(document, reader.Covers);

    private static bool IsTotal(ReportDocument document, DocumentRow row) => row.Unit == document.District.Code && row.Line is null && row.Role is null;

    /// <summary>A change of a hidden figure is not listed: beside a figure that is told before or after, it would tell the other one.</summary>
    private static (IReadOnlyList<DocumentDifference> Shown, int Withheld) DifferencesOf(
        ReportDocument document, ReportDocument? before, DocumentReader reader, DocumentHiding hiding, DocumentHiding hidingBefore)
    {
        if (reader.SeesAll) return (document.Differences ?? [], 0);
        var lines = document.Rows.Concat(document.People).Concat(before?.Rows ?? []).Concat(before?.People ?? [])
            .Where(r => r is { Line: not null, LineTitle: not null }).DistinctBy(r => r.LineTitle).ToDictionary(r => r.LineTitle!, r => r.Line!);
        var shown = new List<DocumentDifference>();
        var withheld = 0;
        foreach (var difference in document.Differences ?? [])
        {
            var (was, now) = (RowOf(difference.Before), RowOf(difference.After));
            if (!reader.ListsAll && !reader.Covers(now) && !IsTotal(document, now)) continue;
            if (before is not null && hidingBefore.Count(was, difference.Measure) is not null && hiding.Count(now, difference.Measure) is not null) shown.Add(difference);
            else withheld++;

            DocumentRow RowOf(int count) => new(difference.Unit, difference.UnitName, difference.LineTitle is { } title ? lines.GetValueOrDefault(title, title) : null, difference.LineTitle,
                difference.Role, difference.RoleTitle, new Dictionary<string, int> { [difference.Measure] = count }, new Dictionary<string, string>());
        }
        return (shown, withheld);
    }
}
