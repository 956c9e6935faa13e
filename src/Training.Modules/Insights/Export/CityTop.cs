using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Workbooks;
using Training.Platform.Localization;

namespace Training.Modules.Insights.Export;

/// <summary>What stands above every table of a city export: title, unit, day, what is selected, definitions, who took it out.</summary>
/// <param name="Generated">As a clock in China shows it.</param>
internal sealed record CityTop(string Title, string Unit, CitySelection Selection, string Generated, string Mark, Text Text)
{
    public const int Height = 6;

    /// <param name="basis">任职口径 or 人头口径.</param>
    public IEnumerable<IReadOnlyList<SheetCell>> Rows(string basis) =>
    [
        [new(Title, CellLook.Title)],
        [new(Text["单位：{0}", Unit], CellLook.Note)],
        [new(Selection.Asked.IsForecast ? Text["截至：{0}（预测：按现有的任职和证书推算）", Text.Date(Selection.Day)] : Text["截至：{0}", Text.Date(Selection.Day)], CellLook.Note)],
        [new(Text["条线：{0}；岗位：{1}；方案：{2}", Selection.Line is { } line ? Text[line.Title()] : Text["全部条线"], Selection.Asked.Role is { } role ? Text[role.Title()] : Text["全部岗位"],
            Selection is { SchemeRefused: false, Asked.Scheme: { } scheme } ? Text["{0}方案", Text[scheme.Title()]] : Text["全部方案"]], CellLook.Note)],
        [new(Text["口径：{0}，IndicatorSpec v1；只有合计，不含个人信息；生成于 {1}", Text[basis], Generated], CellLook.Note)],
        [new(Mark, CellLook.Faint)],
    ];

    /// <summary>The last sheet.</summary>
    /// <param name="definitions">Name in the reader's language, words as a Chinese source string.</param>
    public CitySheet Definitions(IEnumerable<(string Name, string Words)> definitions) => new(new(Text["口径说明"], [20, 100], 1, 0),
    [
        [new(Text["指标"], CellLook.Head), new(Text["口径"], CellLook.Head)],
        .. definitions.Select(d => (IReadOnlyList<SheetCell>)[new SheetCell(d.Name, CellLook.Wrapped), new(Text[d.Words], CellLook.Wrapped)]),
    ]);

    /// <summary>Heads of a table.</summary>
    public IReadOnlyList<SheetCell> Heads(IEnumerable<string> heads) => [.. heads.Select(h => new SheetCell(h, CellLook.Head))];
}
