using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;

namespace Training.Modules.SavedReports.Figures;

/// <summary>Names, definitions and make-up of the figures; the Chinese are source strings for <see cref="Platform.Localization.Text"/>.</summary>
public static class FigureFacts
{
    /// <summary>口径版本, on everything that leaves the house.</summary>
    public const string Spec = "IndicatorSpec v1";

    public static readonly IReadOnlyList<Figure> All = Enum.GetValues<Figure>();

    public static IEnumerable<Figure> Of(CountBasis basis) => All.Where(f => f.Basis() == basis);

    public static CountBasis Basis(this Figure figure) => figure >= Figure.PersonInPost ? CountBasis.Person : CountBasis.Assignment;

    /// <summary>Numerator and denominator of a rate; null for counts.</summary>
    public static (Figure Numerator, Figure Denominator)? Parts(this Figure figure) => figure switch
    {
        Figure.CompletionRate => (Figure.Completed, Figure.Required),
        Figure.CertificationRate => (Figure.Certified, Figure.Required),
        Figure.AnnualRefreshRate => (Figure.RefreshedThisYear, Figure.AnnualRequired),
        Figure.PersonAllRate => (Figure.PersonAllCertified, Figure.PersonRequired),
        Figure.PersonAnyRate => (Figure.PersonAnyCertified, Figure.PersonRequired),
        Figure.PersonCompletionRate => (Figure.PersonCompleted, Figure.PersonRequired),
        Figure.PersonAnnualRefreshRate => (Figure.PersonRefreshedThisYear, Figure.PersonAnnualRequired),
        _ => null,
    };

    public static string Title(this Figure figure) => figure switch
    {
        Figure.InPost => "在岗",
        Figure.ExcludedNewcomer => "不计入：新入职",
        Figure.ExcludedLeave => "不计入：请假",
        Figure.ExcludedNotYetInScope => "不计入：没有方案或未开放",
        Figure.Excluded => "不计入合计",
        Figure.Required => "应训",
        Figure.Exempt => "免训",
        Figure.Completed => "已完成",
        Figure.Certified => "持证",
        Figure.ExpiringSoon => "即将到期",
        Figure.Expired => "过期",
        Figure.NeverCertified => "未取证",
        Figure.RevokedOrSuspended => "撤销或暂停",
        Figure.EarlyCertified => "提前持证",
        Figure.AnnualRequired => "应轮训",
        Figure.RefreshedThisYear => "本年已轮训",
        Figure.CompletionRate => "完训率",
        Figure.CertificationRate => "持证率",
        Figure.AnnualRefreshRate => "年度轮训率",
        Figure.PersonInPost => "在岗人数",
        Figure.PersonExcludedNewcomer => "不计入人数：新入职",
        Figure.PersonExcludedLeave => "不计入人数：请假",
        Figure.PersonExcludedNotYetInScope => "不计入人数：没有方案或未开放",
        Figure.PersonExcluded => "不计入人数合计",
        Figure.PersonRequired => "应训人数（按人）",
        Figure.PersonExempt => "免训人数",
        Figure.PersonCompleted => "已完成人数",
        Figure.PersonExpiringSoon => "即将到期人数",
        Figure.PersonExpired => "过期人数",
        Figure.PersonNeverCertified => "未取证人数",
        Figure.PersonRevokedOrSuspended => "撤销或暂停人数",
        Figure.PersonEarlyCertified => "提前持证人数",
        Figure.PersonAnnualRequired => "应轮训人数",
        Figure.PersonRefreshedThisYear => "本年已轮训人数",
        Figure.PersonCompletionRate => "完训率（按人）",
        Figure.PersonAnnualRefreshRate => "年度轮训率（按人）",
        Figure.PersonAllCertified => "全岗持证人数",
        Figure.PersonNotAllCertified => "未全岗持证人数",
        Figure.PersonAnyCertified => "至少一岗持证人数",
        Figure.PersonAllRate => "全岗持证率",
        _ => "至少一岗持证率",
    };

    public static string Words(this Figure figure) => figure switch
    {
        Figure.Excluded => "三项不计入之和。一人只计入一项，按新入职、请假、方案或开放的次序。",
        Figure.CompletionRate => "已完成 ÷ 应训。合计是分子之和除以分母之和。",
        Figure.CertificationRate => "持证 ÷ 应训。合计是分子之和除以分母之和。",
        Figure.AnnualRefreshRate => "本年已轮训 ÷ 应轮训。",
        Figure.PersonExcluded => "在岗但没有一个岗位应训的人。有几种原因的按新入职、请假、方案或开放的次序只计一种。",
        Figure.PersonNotAllCertified => "应训人数减去全岗持证人数。",
        Figure.PersonCompletionRate => "已完成人数 ÷ 应训人数。",
        Figure.PersonAllRate => "全岗持证人数 ÷ 应训人数。",
        Figure.PersonAnyRate => "至少一岗持证人数 ÷ 应训人数。",
        Figure.PersonAnnualRefreshRate => "本年已轮训人数 ÷ 应轮训人数。",
        _ => MeasureOf(figure).Words(figure.Basis()),
    };

    /// <summary>What a count is a count of.</summary>
    private static Measure MeasureOf(Figure figure) => Enum.Parse<Measure>(figure switch
    {
        Figure.PersonRequired or Figure.PersonAllCertified or Figure.PersonAnyCertified => figure.ToString(),
        _ when figure.Basis() == CountBasis.Person => figure.ToString()["Person".Length..],
        _ => figure.ToString(),
    });

    public static string Title(this FigureDimension dimension) => dimension switch
    {
        FigureDimension.District => "全区",
        FigureDimension.Street => "街镇",
        FigureDimension.Neighborhood => "居民区",
        FigureDimension.School => "学校和单位",
        FigureDimension.Line => "条线",
        FigureDimension.Role => "岗位",
        FigureDimension.Scheme => "方案",
        FigureDimension.SchoolKind => "学校类型",
        _ => "任职时长",
    };

    public static string Title(this TenureBand band) => band switch
    {
        TenureBand.UnderThreeMonths => "不满 3 个月",
        TenureBand.UnderOneYear => "3 个月到 1 年",
        TenureBand.UnderThreeYears => "1 到 3 年",
        TenureBand.UnderFiveYears => "3 到 5 年",
        _ => "5 年及以上",
    };

    public static string Title(this CountBasis basis) => basis == CountBasis.Person ? "人头口径" : "任职口径";

    /// <summary>What holds for every table, after the definitions of its figures.</summary>
    public static readonly IReadOnlyList<(string Name, string Words)> Common =
    [
        ("归属和截至日", "按截至日当天所在的街镇和条线。用现有的最新记录计算，后来补录的会改变过去的数。"),
        ("预测", "截至日还没有到时，按现有的任职和证书往后推算，不含以后的培训和人员变动。"),
        ("方案", "截至日该岗位启用的方案。"),
        ("任职时长", "从同一岗位不间断任职的第一天算到截至日；换街镇、单位合并都接着算，中断过的从再任职那天算起。"),
        ("百分比", "保留一位小数，四舍五入；没有到齐时不显示 100.0%，有人时不显示 0.0%；应训为 0 显示 —。"),
        ("人数保护", "不在本人范围内、不足 5 人的数显示“<5”；能推算出它的旁边的数显示“＊”；比率显示 —。"),
    ];
}
