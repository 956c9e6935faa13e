using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Services;
using Training.Platform.Localization;

namespace Training.Modules.SavedReports.Export;

/// <summary>What every form of a report says above and below its table.</summary>
internal static class ReportWords
{
    public static IReadOnlyList<string> Top(ReportTable table, string generated, Text text) =>
    [
        text["单位：{0}", table.District] + (table.Narrowed.Count > 0 ? "；" + string.Join("；", table.Narrowed) : ""),
        table.IsForecast ? text["截至：{0}（预测：按现有的任职和证书推算）", text.Date(table.Day)] : text["截至：{0}", text.Date(table.Day)],
        text["口径版本：{0}，{1}；生成于 {2}", FigureFacts.Spec, text[table.Definition.Basis.Title()], generated],
    ];

    public static IEnumerable<(string Name, string Words)> Definitions(IEnumerable<Figure> figures, Text text) =>
        figures.Select(f => (text[f.Title()], text[f.Words()])).Concat(FigureFacts.Common.Select(c => (text[c.Name], text[c.Words])));

    /// <summary>Head of a column: the group where there are any, and the figure.</summary>
    public static string Head(string group, Figure figure, Text text) => group.Length == 0 ? text[figure.Title()] : $"{group} {text[figure.Title()]}";
}
