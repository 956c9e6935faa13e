using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Workbooks;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Services;
using Training.Platform.Localization;

namespace Training.Modules.SavedReports.Export;

/// <summary>A report as a spreadsheet in the official layout, with live totals and rates and a sheet of definitions.</summary>
internal static class ReportWorkbook
{
    public static void Write(Stream stream, IReadOnlyList<ReportTable> tables, string generated, string mark, Text text)
    {
        using var book = new OfficialWorkbook(stream, mark, text["第 {0} 页，共 {1} 页", "{0}", "{1}"]);
        foreach (var table in tables)
        {
            var (figures, top) = (table.WithParts, ReportWords.Top(table, generated, text));
            var columns = table.Heads.Count + table.Groups.Count * figures.Count;
            // Title, remarks, mark.
            var head = top.Count + 3;
            book.Add(new(tables.Count == 1 ? text["报表"] : text[table.Definition.Basis.Title()], [.. Enumerable.Repeat(22d, table.Heads.Count), .. Enumerable.Repeat(11d, columns - table.Heads.Count)],
                head, columns, table.Heads.Count), Rows(table, figures, top, head, mark, text));
        }
        book.Add(new(text["口径说明"], [20, 100], 1, 0), ReportWords.Definitions(tables.SelectMany(t => t.WithParts), text)
            .Select(d => (IReadOnlyList<SheetCell>)[new SheetCell(d.Name, CellLook.Wrapped), new(d.Words, CellLook.Wrapped)])
            .Prepend([new SheetCell(text["指标"], CellLook.Head), new(text["口径"], CellLook.Head)]));
    }

    private static IEnumerable<IReadOnlyList<SheetCell>> Rows(ReportTable table, IReadOnlyList<Figure> figures, IReadOnlyList<string> top, int head, string mark, Text text)
    {
        yield return [new(table.Title, CellLook.Title)];
        foreach (var line in top) yield return [new(line, CellLook.Note)];
        yield return [new(mark, CellLook.Faint)];
        yield return [.. table.Heads.Select(h => new SheetCell(h, CellLook.Head)), .. table.Groups.SelectMany(g => figures.Select(f => new SheetCell(ReportWords.Head(g, f, text), CellLook.Head)))];
        var (row, block) = (head, head + 1);
        foreach (var line in table.Rows)
        {
            row++;
            var total = line.Kind != ReportRowKind.Plain;
            // A subtotal covers its block, the total all rows; SUBTOTAL leaves out the subtotals in between.
            var first = line.Kind == ReportRowKind.Subtotal ? block : head + 1;
            var cells = new List<SheetCell>(line.Labels.Select(l => new SheetCell(l, total ? CellLook.TotalText : CellLook.Text)));
            for (var g = 0; g < line.Cells.Count; g++)
                foreach (var figure in figures) cells.Add(Cell(table, figures, line, g, figure, head, row, total && table.AddsUp && row > first ? (first, row - 1) : (0, 0)));
            yield return cells;
            if (line.Kind == ReportRowKind.Subtotal) block = row + 1;
        }
        yield return [];
        if (!table.AddsUp) yield return [new(text["一人可能在几行里出现，各行相加可能大于合计。"], CellLook.Note)];
    }

    private static SheetCell Cell(ReportTable table, IReadOnlyList<Figure> figures, ReportRow line, int group, Figure figure, int head, int row, (int First, int Last) sum)
    {
        var (cell, total) = (line.Cells[group], line.Kind != ReportRowKind.Plain);
        int Column(Figure f) => table.Heads.Count + group * figures.Count + IndexOf(figures, f);
        if (figure.Parts() is { } parts)
            return cell.HidingOf(figure) != Hiding.None
                ? new(cell.Text(figure), total ? CellLook.TotalShare : CellLook.Share)
                : SheetCell.RateOf(cell.Counts.RateOf(figure), SheetCell.Address(Column(parts.Numerator), row), SheetCell.Address(Column(parts.Denominator), row), total);
        var look = total ? CellLook.TotalCount : CellLook.Count;
        if (cell.Count(figure) is not { } count) return new(cell.Text(figure), look);
        // A sum over a hidden count would be wrong.
        var above = sum.First > 0 && !table.Rows.Skip(sum.First - head - 1).Take(sum.Last - sum.First + 1).Any(r => r.Kind == ReportRowKind.Plain && r.Cells[group].Count(figure) is null);
        if (!above) return new(count, look);
        var column = Column(figure);
        return new(count, look, $"SUBTOTAL(9,{SheetCell.Address(column, sum.First)}:{SheetCell.Address(column, sum.Last)})");
    }

    private static int IndexOf(IReadOnlyList<Figure> figures, Figure figure)
    {
        for (var i = 0; i < figures.Count; i++)
            if (figures[i] == figure) return i;
        throw new ArgumentException($"{figure} is not in the table.", nameof(figure));
    }
}
