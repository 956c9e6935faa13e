using System.Globalization;
using System.Text;
using Training.Modules.Exchange.Format;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Pages;
using Text = Training.Platform.Localization.Text;

namespace Training.Modules.Submissions.Files;

/// <summary>A report as comma separated values, its tables one below the other: UTF-8 with byte order mark, and no cell is taken for a formula.</summary>
internal static class ReportCsv
{
    public static void Write(Stream stream, DocumentView view, string mark, Text text)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\r\n" };
        Line(FileWords.Title(view, text));
        foreach (var line in FileWords.Top(view, text)) Line(line);
        Line(mark);
        foreach (var (name, value) in FileWords.Cover(view, text)) Line(name, value);
        foreach (var table in FileWords.Tables(view, text)) Table(table);
        if (view.Confirmations.Count > 0)
        {
            Head(text["街镇确认"], [text["街镇"], text["状态"], text["时间"], text["备注"]]);
            foreach (var (unit, state, time, remark) in FileWords.Confirmations(view, text)) Line(unit, state, time, remark);
        }
        if (view.Document.ComparedWith is { } compared)
        {
            Head(text["和第 {0} 次比", compared], [.. FileWords.LabelHeads(text), text["指标"], text["原来"], text["现在"]]);
            foreach (var d in view.Differences) Line(d.UnitName, FileWords.All(d.LineTitle, text), FileWords.All(d.RoleTitle, text), text[d.MeasureTitle], Plain(d.Before), Plain(d.After));
            foreach (var (title, count) in view.Causes) Line(text[title], count);
        }
        Head(text["口径说明"], [text["指标"], text["口径"]]);
        foreach (var (name, words) in FileWords.Definitions(view, text)) Line(name, words);

        void Head(string name, IReadOnlyList<string> heads)
        {
            Line();
            Line(name);
            Line([.. heads]);
        }

        void Table(FigureTable table)
        {
            Head(table.Label, [.. FileWords.LabelHeads(text), .. table.Lead.Concat(table.Rest).Select(m => text[m.Title]), .. table.Rates.Select(r => text[ReportWords.RateTitle(r)])]);
            foreach (var row in table.Rows)
                Line([.. FileWords.Labels(row, text), .. table.Lead.Concat(table.Rest).Select(m => view.Hiding.Count(row, m.Key) is { } count ? Plain(count) : table.Number(row, m.Key)), .. table.Rates.Select(r => table.Rate(row, r))]);
        }

        void Line(params string[] cells) => writer.WriteLine(string.Join(',', cells.Select(Cells.InLine)));
    }

    /// <summary>Numbers without separators.</summary>
    private static string Plain(int count) => count.ToString(CultureInfo.InvariantCulture);
}
