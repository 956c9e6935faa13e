using Training.Modules.Insights.Models;
using Training.Modules.Insights.Pages;
using Training.Modules.Insights.Queries;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Workbooks;
using Training.Modules.Submissions.Pages;
using Training.Platform.Localization;

namespace Training.Modules.Insights.Export;

/// <summary>全市汇总 as it is on the page: rates of the districts with live totals, people, the twelve months, definitions.</summary>
internal sealed class CityWorkbook(CityFigures figures, ReportStates reports, CityTop top, Text text)
{
    private static readonly string[] PostDefinitions = ["应训", "持证", "完训率和持证率", "较上月末", "全岗持证", "即将到期", "过期", "百分比", "归属和截至日"];

    /// <summary>First row of districts, and the last; from 1.</summary>
    private (int First, int Last) Body => (CityTop.Height + 2, CityTop.Height + 1 + figures.Districts.Count);

    public IReadOnlyList<CitySheet> Sheets() => top.Selection.Role is null ? [Posts(), People(), Trend(), top.Definitions(Definitions())] : [Posts(), Trend(), top.Definitions(Definitions())];

    private CitySheet Posts()
    {
        string[] heads = ["区", "名次", "持证率", "95% 范围", "较上月末", "全岗持证", "持证", "应训", "即将到期", "过期"];
        var rows = new List<IReadOnlyList<SheetCell>>([.. top.Rows("任职口径"),
            top.Heads([.. heads.Select(h => text[h]), reports.Period is { } period ? text["{0}年{1}月月报", period.AsOf.Year, period.AsOf.Month] : text["月报"]])]);
        foreach (var placed in figures.Rows) rows.Add(Row(placed, rows.Count + 1));
        var told = figures.Districts.Where(d => !figures.Hides(d)).ToList();
        var complete = told.Count == figures.Districts.Count;
        var total = Body.Last + 1;
        rows.Add(
        [
            new(text["全市"], CellLook.TotalText), SheetCell.Empty(CellLook.TotalText),
            figures.Certified(null).Hiding == Hiding.None && figures.Required(null).Hiding == Hiding.None
                ? SheetCell.RateOf(figures.RateOf(null), SheetCell.Address(6, total), SheetCell.Address(7, total), true) : Shared(figures.RateOf(null).Percent, true),
            SheetCell.Empty(CellLook.TotalText), new(figures.Change(null), CellLook.TotalText), Shared(figures.AllCertified(null), true),
            Sum(6, figures.Certified), Sum(7, figures.Required), Sum(8, figures.Expiring), Sum(9, figures.Expired), SheetCell.Empty(CellLook.TotalText),
        ]);
        rows.Add([]);
        rows.Add([new(text["范围有重叠的不分先后，应训不到 10 人次的不排名；不足 5 人次的不显示。"], CellLook.Note)]);
        return new(new(text["持证率"], [22, 8, 11, 12, 11, 11, 11, 11, 11, 11, 18], CityTop.Height + 1, heads.Length + 1, 1), rows);

        // A sum over a hidden count would be wrong.
        SheetCell Sum(int column, Func<DistrictRates?, CityCount> of) => of(null) is var sum && sum.Hiding != Hiding.None ? new(sum.Text, CellLook.TotalCount)
            : complete && figures.Districts.All(d => of(d).Hiding == Hiding.None) ? SheetCell.SumOf(sum.Count, column, Body) : new(sum.Count, CellLook.TotalCount);
    }

    /// <param name="row">From 1.</param>
    private IReadOnlyList<SheetCell> Row(Placed<DistrictRates> placed, int row)
    {
        var d = placed.Item;
        var report = new SheetCell(StateOf(d));
        if (figures.Hides(d))
            return [new(d.Name), Words("—"), Counted(figures.Required(d)), Words("—"), Words("—"), Words("—"), Words("—"), Counted(figures.Required(d)), Words("—"), Words("—"), report];
        var (low, high) = placed.Interval.Tenths;
        var rate = figures.RateOf(d);
        return
        [
            new(d.Name), placed.Place is { } place ? new(place, CellLook.Count) : Words("—"),
            figures.Certified(d).Hiding == Hiding.None ? SheetCell.RateOf(rate, SheetCell.Address(6, row), SheetCell.Address(7, row)) : Shared(rate.Percent),
            Words(rate.HasValue ? $"{(low + 5) / 10}–{(high + 5) / 10}%" : "—"), Words(figures.Change(d)), Shared(figures.AllCertified(d)),
            Counted(figures.Certified(d)), Counted(figures.Required(d)), Counted(figures.Expiring(d)), Counted(figures.Expired(d)), report,
        ];
    }

    private CitySheet People()
    {
        var (line, people) = (top.Selection.Line, figures.People);
        var columns = CityPeople.Columns;
        var rows = new List<IReadOnlyList<SheetCell>>([.. top.Rows("人头口径"), top.Heads([text["区"], .. columns.Select(c => text[c.Title]), .. CityPeople.Rates.Select(r => text[r.Title])])]);
        foreach (var at in Enumerable.Range(0, figures.Districts.Count).Select(i => (int?)i).Append(null)) rows.Add([Name(at), .. columns.Select((c, i) => Count(at, c.Measure, i + 1)), .. CityPeople.Rates.Select(r => Rate(at, r.Part, r.Whole))]);
        rows.Add([]);
        rows.Add([new(text["不足 5 人的显示 <5，能推算出它的显示 ＊。在两个区都任职的人，每个区各计一次。"], CellLook.Note)]);
        return new(new(text["人头口径"], [22, .. Enumerable.Repeat(11d, columns.Count + CityPeople.Rates.Count)], CityTop.Height + 1, columns.Count + CityPeople.Rates.Count + 1, 1), rows);

        SheetCell Name(int? at) => at is { } d ? new(figures.Districts[d].Name) : new(text["合计"], CellLook.TotalText);

        SheetCell Count(int? at, Measure measure, int column)
        {
            var (hiding, count, look) = (people.HidingOf(at, line, measure), people.Counts(at, line)[measure], at is null ? CellLook.TotalCount : CellLook.Count);
            if (hiding != Hiding.None) return new(people.Told(at, line, measure), look);
            return at is null && Enumerable.Range(0, figures.Districts.Count).All(d => people.HidingOf(d, line, measure) == Hiding.None) ? SheetCell.SumOf(count, column, Body) : new(count, look);
        }

        SheetCell Rate(int? at, Measure part, Measure whole)
        {
            var (counts, row) = (people.Counts(at, line), at is { } d ? Body.First + d : Body.Last + 1);
            return people.Tells(at, line, part, whole) ? SheetCell.RateOf(new(counts[part], counts[whole]), Address(part), Address(whole), at is null) : Shared("—", at is null);

            string Address(Measure measure) => SheetCell.Address(1 + columns.ToList().FindIndex(c => c.Measure == measure), row);
        }
    }

    private CitySheet Trend()
    {
        var days = figures.Districts.Count == 0 ? [] : figures.Districts[0].Days;
        return new(new(text["十二个月"], [22, .. Enumerable.Repeat(13d, days.Count)], CityTop.Height + 1, days.Count + 1, 1),
        [
            .. top.Rows("任职口径"), top.Heads([text["区"], .. days.Select(d => text.Date(d.Day))]),
            .. figures.Districts.Select(d => (IReadOnlyList<SheetCell>)[new SheetCell(d.Name), .. figures.Trend(d).Select(p => Shared(figures.Hides(d) ? "—" : p.Rate.Percent))]),
        ]);
    }

    /// <summary>Of the columns of posts, of people and of places.</summary>
    private IEnumerable<(string Name, string Words)> Definitions() =>
    [
        .. PostDefinitions.Select(RateDefinitions.Of).Select(d => (text[d.Name], d.Words)),
        (text["名次"], CityDefinitions.Interval), (text["小单元保护"], CityDefinitions.SmallCounts), (text["十二个月"], CityDefinitions.Trend),
        .. CityPeople.Columns.Select(c => (text["{0}（人头口径）", text[c.Title]], c.Measure.Words(CountBasis.Person))), .. CityPeople.Rates.Select(r => (text["{0}（人头口径）", text[r.Title]], r.Words)),
    ];

    private string StateOf(DistrictRates district) => reports.Of(district.Name) is not { } cell ? "—"
        : cell.Latest is { } latest ? text[latest.State.Title()] : cell.IsLate ? text["过了期限没报"] : text["还没报"];

    private static SheetCell Counted(CityCount count) => count.Hiding == Hiding.None ? new(count.Count, CellLook.Count) : new(count.Text, CellLook.Count);

    private static SheetCell Words(string words) => new(words, CellLook.Share);

    /// <summary>A rate whose parts are not all in the table, or a mark in its place.</summary>
    private static SheetCell Shared(string percent, bool total = false) => new(percent, total ? CellLook.TotalShare : CellLook.Share);
}
