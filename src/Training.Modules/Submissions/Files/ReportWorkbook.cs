using Training.Modules.Reporting.Workbooks;
using Training.Modules.Submissions.Documents;
using Training.Platform.Localization;

namespace Training.Modules.Submissions.Files;

/// <summary>A document as spreadsheet in the official layout, drawn from the document alone: cover, figures with live totals and rates, confirmations, differences, definitions.</summary>
internal static class ReportWorkbook
{
    public static void Write(Stream stream, DocumentView view, string mark, Text text)
    {
        using var book = new OfficialWorkbook(stream, mark, text["第 {0} 页，共 {1} 页", "{0}", "{1}"]);
        var top = new SheetTop(FileWords.Title(view, text), FileWords.Top(view, text), mark);
        Words(text["封面"], FileWords.Cover(view, text), null);
        var tables = FileWords.Tables(view, text);
        var inner = new FigureSheet(tables[0], top, text);
        inner.AddTo(book, sums: true, view.Reader.ListsAll ? view.Document.Total() : null);
        new FigureSheet(tables[1], top, text, view.Reader.ListsAll ? inner : null).AddTo(book, sums: true);
        new FigureSheet(tables[2], top, text).AddTo(book, sums: false);
        if (view.Confirmations.Count > 0)
            Table(text["街镇确认"], [22, 18, 20, 60], [text["街镇"], text["状态"], text["时间"], text["备注"]],
                FileWords.Confirmations(view, text).Select(c => (IReadOnlyList<SheetCell>)[new(c.Unit), new(c.State), new(c.Time), new(c.Remark, CellLook.Wrapped)]));
        if (view.Document.ComparedWith is { } compared)
            Table(text["差异"], [22, 16, 18, 24, 11, 11], [.. FileWords.LabelHeads(text), text["指标"], text["原来"], text["现在"]],
                view.Differences.Select(d => (IReadOnlyList<SheetCell>)[new(d.UnitName), new(FileWords.All(d.LineTitle, text)), new(FileWords.All(d.RoleTitle, text)), new(text[d.MeasureTitle]), new(d.Before, CellLook.Count), new(d.After, CellLook.Count)])
                    .Concat(view.Causes.Select(c => (IReadOnlyList<SheetCell>)[new(text["{0}：{1}", text[c.Title], c.Count], CellLook.Note)])), text["和第 {0} 次比", compared]);
        Words(text["口径说明"], FileWords.Definitions(view, text), [text["指标"], text["口径"]]);

        void Words(string name, IEnumerable<(string Name, string Words)> lines, IReadOnlyList<string>? heads)
        {
            var rows = lines.Select(d => (IReadOnlyList<SheetCell>)[new SheetCell(d.Name, CellLook.Wrapped), new(d.Words, CellLook.Wrapped)]);
            if (heads is not null) book.Add(new(name, [24, 100], 1, 0), rows.Prepend([.. heads.Select(h => new SheetCell(h, CellLook.Head))]));
            else book.Add(new(name, [24, 100], 0, 2), top.Rows().Concat(rows));
        }

        void Table(string name, double[] widths, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<SheetCell>> rows, string? remark = null)
        {
            List<IReadOnlyList<SheetCell>> head = [.. top.Rows()];
            if (remark is not null) head.Add([new(remark, CellLook.Note)]);
            head.Add([.. heads.Select(h => new SheetCell(h, CellLook.Head))]);
            book.Add(new(name, widths, head.Count, widths.Length), head.Concat(rows));
        }
    }
}

/// <summary>Title, remarks and mark above a table.</summary>
internal sealed record SheetTop(string Title, IReadOnlyList<string> Lines, string Mark)
{
    public int Height => Lines.Count + 2;

    public IEnumerable<IReadOnlyList<SheetCell>> Rows() => [[new(Title, CellLook.Title)], .. Lines.Select(l => (IReadOnlyList<SheetCell>)[new SheetCell(l, CellLook.Note)]), [new(Mark, CellLook.Faint)]];
}
