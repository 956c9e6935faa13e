using System.Globalization;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Workbooks;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Pages;
using Training.Platform.Localization;

namespace Training.Modules.Submissions.Files;

/// <summary>
/// A table of figures as a sheet. Rates are formulas of the cells beside them and totals formulas of the rows that they are the sums of,
/// wherever these give what the document says and none of them is hidden: else the document's own word stands there.
/// </summary>
/// <param name="of">The sheet with the rows of which these are totals; null = they stand alone.</param>
internal sealed class FigureSheet(FigureTable table, SheetTop top, Text text, FigureSheet? of = null)
{
    private const int Labels = 3;

    private readonly List<DocumentMeasure> _measures = [.. table.Lead, .. table.Rest];

    private int HeadRow => top.Height + 1;
    private int FirstRow => HeadRow + 1;
    private int LastRow => HeadRow + table.Rows.Count;

    /// <param name="sums">The rows add up.</param>
    /// <param name="total">Stands below the rows.</param>
    public void AddTo(OfficialWorkbook book, bool sums, DocumentRow? total = null)
    {
        var columns = Labels + _measures.Count + table.Rates.Count;
        book.Add(new(table.Label, [22, 14, 18, .. Enumerable.Repeat(11d, columns - Labels)], HeadRow, columns, Labels), Rows(sums, total));
    }

    private IEnumerable<IReadOnlyList<SheetCell>> Rows(bool sums, DocumentRow? total)
    {
        foreach (var line in top.Rows()) yield return line;
        yield return [.. FileWords.LabelHeads(text).Concat(_measures.Select(m => text[m.Title])).Concat(table.Rates.Select(r => text[ReportWords.RateTitle(r)])).Select(h => new SheetCell(h, CellLook.Head))];
        for (var i = 0; i < table.Rows.Count; i++) yield return Row(table.Rows[i], FirstRow + i, of is not null && sums);
        if (total is not null) yield return [.. Row(total, LastRow + 1, true).Select((c, i) => i == 0 ? c with { Value = text["合计"] } : c)];
    }

    private List<SheetCell> Row(DocumentRow row, int number, bool isTotal)
    {
        var cells = FileWords.Labels(row, text).Select(l => new SheetCell(l, isTotal ? CellLook.TotalText : CellLook.Text)).ToList();
        foreach (var measure in _measures)
        {
            var look = isTotal ? CellLook.TotalCount : CellLook.Count;
            cells.Add(!row.Counts.ContainsKey(measure.Key) ? SheetCell.Empty(look)
                : Hiding.Count(row, measure.Key) is { } count ? new(count, look, isTotal ? (of ?? this).SumOf(row, measure.Key, number, quoted: of is not null) : null)
                : new(Hiding.Number(row, measure.Key), look));
        }
        foreach (var rate in table.Rates) cells.Add(RateOf(row, rate, number, isTotal));
        return cells;
    }

    private SheetCell RateOf(DocumentRow row, string rate, int number, bool isTotal)
    {
        var words = table.Rate(row, rate);
        if (DocumentHiding.PartsOf(row, rate) is (var n, var d) && ColumnOf(n) is { } above && ColumnOf(d) is { } below
            && Hiding.Count(row, n) is { } numerator && Hiding.Count(row, d) is { } denominator && new Rate(numerator, denominator) is var live && live.Percent == words)
            return SheetCell.RateOf(live, SheetCell.Address(above, number), SheetCell.Address(below, number), isTotal);
        return new(words, isTotal ? CellLook.TotalShare : CellLook.Share);
    }

    /// <summary>A live sum over the rows of this sheet that belong to a total; null where it would be another number.</summary>
    private string? SumOf(DocumentRow total, string measure, int number, bool quoted)
    {
        if (ColumnOf(measure) is not { } column) return null;
        var label = total.Role is not null ? 2 : total.Line is not null ? 1 : 0;
        var whole = total is { Role: null, Line: null } && table.Rows.All(r => r.Unit != total.Unit);
        var parts = table.Rows.Where(r => whole || (label switch { 2 => r.Role == total.Role, 1 => r.Line == total.Line, _ => r.Unit == total.Unit })).ToList();
        if (parts.Count == 0 || parts.Any(r => Hiding.Count(r, measure) is null) || parts.Sum(r => r[measure]) != total[measure]) return null;
        return whole ? $"SUM({Range(column)})" : $"SUMIFS({Range(column)},{Range(label)},{SheetCell.Address(label, number)})";

        string Range(int at) => (quoted ? $"'{table.Label}'!" : "") + string.Create(CultureInfo.InvariantCulture, $"{Absolute(at, FirstRow)}:{Absolute(at, LastRow)}");
        static string Absolute(int at, int row) => $"${SheetCell.Address(at, row)[..^row.ToString(CultureInfo.InvariantCulture).Length]}${row.ToString(CultureInfo.InvariantCulture)}";
    }

    private DocumentHiding Hiding => table.Hiding ?? DocumentHiding.Nothing;

    private int? ColumnOf(string measure) => _measures.FindIndex(m => m.Key == measure) is var at and >= 0 ? Labels + at : null;
}
