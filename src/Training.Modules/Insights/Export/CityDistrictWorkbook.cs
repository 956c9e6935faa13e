using Training.Modules.Insights.Models;
using Training.Modules.Insights.Pages;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Workbooks;
using Training.Platform.Localization;

namespace Training.Modules.Insights.Export;

/// <summary>街镇 × 岗位 of one district as the city's page shows it: rates, and 应训 with a live total.</summary>
internal sealed class CityDistrictWorkbook(CityDistrict district, CityTop top, Text text)
{
    private DistrictBoard Board => district.Board;

    public IReadOnlyList<CitySheet> Sheets() =>
    [
        Table(CountBasis.Assignment, "任职口径", "不足 5 人的显示 <5，能推算出它的显示 ＊。名单请向该区了解。"), Table(CountBasis.Person, "人头口径", "一人可能在几行里出现，各行相加可能大于合计。"),
        top.Definitions(new[] { "应训", "完训率和持证率", "全岗持证", "百分比", "归属和截至日" }.Select(RateDefinitions.Of).Append(("小单元保护", CityDefinitions.SmallCounts)).Select(d => (text[d.Item1], d.Item2))),
    ];

    private CitySheet Table(CountBasis basis, string title, string remark)
    {
        var streets = district.Streets.Streets;
        var columns = Board.Roles.Count + 3;
        return new(new(text[title], [22, .. Enumerable.Repeat(13d, columns - 1)], CityTop.Height + 1, columns, 1),
        [
            .. top.Rows(title), top.Heads([text["街镇"], .. Board.Roles.Select(r => text[r.Title()]), text["合计"], text["应训"]]),
            .. streets.Select(s => Row(basis, s, new(Board.Of(basis, s, null).Required, CellLook.Count))), Row(basis, null, Total(basis, streets)),
            [], [new(text[remark], CellLook.Note)],
        ]);
    }

    /// <summary>Posts add up over streets, people do not; a sum over a hidden count would be wrong.</summary>
    private SheetCell Total(CountBasis basis, IReadOnlyList<OrgUnit> streets)
    {
        var count = Board.Of(basis, null, null).Required;
        return basis == CountBasis.Assignment && streets.Count > 0 && streets.All(s => Board.Hides(basis, s, null) == Hiding.None)
            ? SheetCell.SumOf(count, Board.Roles.Count + 2, (CityTop.Height + 2, CityTop.Height + 1 + streets.Count)) : new(count, CellLook.TotalCount);
    }

    /// <param name="required">As it is counted; told only where the page tells it.</param>
    private IReadOnlyList<SheetCell> Row(CountBasis basis, OrgUnit? street, SheetCell required)
    {
        var (words, shares) = street is null ? (CellLook.TotalText, CellLook.TotalShare) : (CellLook.Text, CellLook.Share);
        var hiding = Board.Hides(basis, street, null);
        return
        [
            new(street?.Name ?? text["全区"], words), .. Board.Roles.Select(r => new SheetCell(Board.Told(basis, street, r), shares)), new(Board.Told(basis, street, null), shares),
            hiding == Hiding.None ? required : new(RateWords.Mark(hiding), required.Look),
        ];
    }
}
