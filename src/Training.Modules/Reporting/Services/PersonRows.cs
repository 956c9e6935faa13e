using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Workbooks;
using Training.Platform.Localization;

namespace Training.Modules.Reporting.Services;

/// <summary>The rows of 人头口径 of a board that lie within the reader's scope.</summary>
/// <param name="line">The only line looked at; null = each role in its own.</param>
/// <param name="top">Rows above the first.</param>
internal sealed class PersonRows(RateBoard board, Line? line, int top, Text text)
{
    private static readonly (string Head, Measure Measure)[] Counts =
    [
        ("在岗", Measure.InPost), ("不计入：新入职", Measure.ExcludedNewcomer), ("不计入：请假", Measure.ExcludedLeave), ("不计入：没有方案或未开放", Measure.ExcludedNotYetInScope),
        ("应训", Measure.Required), ("已完成", Measure.Completed), ("全岗持证", Measure.Certified), ("至少一岗持证", Measure.PersonAnyCertified), ("即将到期", Measure.ExpiringSoon),
        ("过期", Measure.Expired), ("未取证", Measure.NeverCertified), ("撤销或暂停", Measure.RevokedOrSuspended), ("免训", Measure.Exempt), ("提前持证", Measure.EarlyCertified),
        ("应轮训", Measure.AnnualRequired), ("本年已轮训", Measure.RefreshedThisYear),
    ];

    public static readonly IReadOnlyList<string> Heads = ["街镇", "条线", "岗位", .. Counts.Select(c => c.Head), "完训率", "全岗持证率", "至少一岗持证率", "年度轮训率"];

    public IEnumerable<IReadOnlyList<SheetCell>> All()
    {
        var row = top;
        foreach (var unit in board.Rows.Select(r => (OrgUnit?)r.Unit).Append(null))
            foreach (var role in board.Roles.Select(r => (TrainingRole?)r).Append(null))
            {
                if (!board.InScope(unit, role) || board.PeopleOf(unit, role) is not { } counts || counts[Measure.InPost] == 0) continue;
                yield return Row(++row, unit?.Name ?? text["全区"], role, counts);
            }
    }

    private IReadOnlyList<SheetCell> Row(int row, string unit, TrainingRole? role, RateCounts counts)
    {
        var total = role is null;
        var (words, numbers) = total ? (CellLook.TotalText, CellLook.TotalCount) : (CellLook.Text, CellLook.Count);
        return
        [
            new(unit, words), new(role is { } r ? text[(line ?? r.LineOf()).Title()] : "", words), new(role is { } of ? text[of.Title()] : text["合计"], words),
            .. Counts.Select(c => new SheetCell(counts[c.Measure], numbers)),
            SheetCell.RateOf(counts.CompletionRate, At(Measure.Completed), At(Measure.Required), total),
            SheetCell.RateOf(counts.CertificationRate, At(Measure.Certified), At(Measure.Required), total),
            SheetCell.RateOf(counts.AnyCertifiedRate, At(Measure.PersonAnyCertified), At(Measure.Required), total),
            SheetCell.RateOf(counts.AnnualRefreshRate, At(Measure.RefreshedThisYear), At(Measure.AnnualRequired), total),
        ];

        string At(Measure measure) => SheetCell.Address(PostRows.Names + Array.FindIndex(Counts, c => c.Measure == measure), row);
    }
}
