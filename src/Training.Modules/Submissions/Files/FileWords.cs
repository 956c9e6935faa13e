using System.Globalization;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Pages;
using Training.Modules.Submissions.Queries;
using Training.Platform.Data;
using Training.Platform.Localization;

namespace Training.Modules.Submissions.Files;

/// <summary>What every readable form of a report says beside its figures, from the document alone: an old one keeps its words.</summary>
internal static class FileWords
{
    public static string Title(DocumentView view, Text text)
    {
        var period = view.Document.Period;
        return Enum.TryParse<PeriodKind>(period.Kind, out var kind) ? text["{0}{1}", view.Document.District.Name, text.Title(kind, period.Key, period.AsOf)] : $"{view.Document.District.Name} {period.Key}";
    }

    /// <summary>Unit, as-of day, version of the definitions.</summary>
    public static IReadOnlyList<string> Top(DocumentView view, Text text) =>
    [
        text["单位：{0}", view.Document.District.Name], text["截至：{0}", text.Date(view.Document.Period.AsOf)],
        text["口径版本：{0}；第 {1} 次报送；目标 {2}%", view.Document.SpecVersion, view.Document.Number, view.Document.TargetPercent],
    ];

    /// <summary>How and by whom it was submitted.</summary>
    public static IEnumerable<(string Name, string Value)> Cover(DocumentView view, Text text)
    {
        var d = view.Document;
        yield return (text["报送"], d.Corrects is { } corrects ? text["第 {0} 次，更正第 {1} 次", d.Number, corrects] : text["第 {0} 次", d.Number]);
        yield return (text["生成"], Moment(d.GeneratedUtc));
        if (d.Period.SubmitBy is { } by) yield return (text["报送期限"], text.Date(by) + (d.DaysLate() > 0 ? text["，"] + text["逾期 {0} 天", d.DaysLate()] : ""));
        yield return (text["报送人"], d.Author);
        if (d.Reason is { } reason) yield return (text["说明"], reason);
        yield return ("SHA-256", view.Hash);
        yield return (text["核对"], text["这份表按锁定的报送文件生成。核对以报送文件为准。"]);
        if (view.HasOwnRow) yield return (text[Figures.OwnName], text["区本级的岗位不在任何街镇，由区里直接报送，不用街镇确认。"]);
        if (view.Hiding != DocumentHiding.Nothing) yield return (text["小单元保护"], text["你的范围以外不足 5 人的显示 <5；为防止用合计减出来，再隐去别的数，显示 ＊，比率显示 —。"]);
    }

    public static IEnumerable<(string Unit, string State, string Time, string Remark)> Confirmations(DocumentView view, Text text) => view.Confirmations.Select(c =>
        (c.UnitName, text[(Enum.TryParse<ConfirmationState>(c.State, out var state) ? state : ConfirmationState.Missing).Title()], c.Utc is { } utc ? Moment(utc) : "", c.Remark ?? ""));

    public static IEnumerable<(string Name, string Words)> Definitions(DocumentView view, Text text) =>
        view.Document.Measures.Where(m => m.Words is not null).Select(m => (text[m.Title], text[m.Words!])).Concat(view.Document.Definitions.Select(d => (text[d.Name], text[d.Words])));

    public static IReadOnlyList<string> LabelHeads(Text text) => [text["街镇"], text["条线"], text["岗位"]];

    public static IReadOnlyList<string> Labels(DocumentRow row, Text text) => [row.UnitName, All(row.LineTitle, text), All(row.RoleTitle, text)];

    public static string All(string? title, Text text) => title is null ? text["全部"] : text[title];

    /// <summary>The three tables of figures; columns as on the page.</summary>
    public static IReadOnlyList<FigureTable> Tables(DocumentView view, Text text) =>
    [
        new(text["街镇条线岗位"], view.Rows, view.Document.Measures, Hiding: view.Hiding), new(text["合计"], view.Totals, view.Document.Measures, Hiding: view.Hiding),
        new(text["人头口径"], view.People, view.Document.Measures, Hiding: view.Hiding),
    ];

    private static string Moment(DateTime utc) => ChinaTime.Local(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
