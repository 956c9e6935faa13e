using Training.Modules.Reporting.Models;

namespace Training.Modules.SavedReports.Figures;

/// <summary>Names, definitions and make-up of the figures; the Chinese are source strings for <see cref="Platform.Localization.Text"/>.</summary>
public static class FigureFacts
{
    /// <summary>口径版本, on everything that leaves the house.</summary>
    public const string Spec = "IndicatorSpec v1";

    public static readonly IReadOnlyList<Figure> All = Enum.GetValues<Figure>();

    public static IEnumerable<Figure> Of(CountBasis basis) => All.Where(f => f.Basis() == basis);

    public static CountBasis Basis(this Figure figure) => figure >= Figure.PersonRequired ? CountBasis.Person : CountBasis.Assignment;

    /// <summary>Numerator and denominator of a rate; null for counts.</summary>
    public static (Figure Numerator, Figure Denominator)? Parts(this Figure figure) => figure switch
    {
        Figure.CompletionRate => (Figure.Completed, Figure.Required),
        Figure.CertificationRate => (Figure.Certified, Figure.Required),
        Figure.AnnualRefreshRate => (Figure.RefreshedThisYear, Figure.AnnualRequired),
        Figure.PersonAllRate => (Figure.PersonAllCertified, Figure.PersonRequired),
        Figure.PersonAnyRate => (Figure.PersonAnyCertified, Figure.PersonRequired),
        _ => null,
    };

    public static string Title(this Figure figure) => figure switch
    {
        Figure.InPost => "在岗",
        Figure.ExcludedNewcomer => "不计入：新入职",
        Figure.ExcludedLeave => "不计入：请假",
        Figure.ExcludedNotYetInScope => "不计入：没有启用的方案",
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
        Figure.PersonRequired => "应训人数（按人）",
        Figure.PersonAllCertified => "全岗持证人数",
        Figure.PersonNotAllCertified => "未全岗持证人数",
        Figure.PersonAnyCertified => "至少一岗持证人数",
        Figure.PersonAllRate => "全岗持证率",
        _ => "至少一岗持证率",
    };

    public static string Words(this Figure figure) => figure switch
    {
        Figure.InPost => "任职起止日之内，首末两天都算。一人两岗计两次。",
        Figure.ExcludedNewcomer => "新入职未满 3 个月；同一岗位 183 天内接续任职的没有这段宽限。",
        Figure.ExcludedLeave => "单段超过 30 天的请假，覆盖截至日。",
        Figure.ExcludedNotYetInScope => "岗位在截至日没有启用的方案。",
        Figure.Excluded => "三项不计入之和。一人只计入一项，按新入职、请假、方案的次序。",
        Figure.Required => "在岗减去不计入。应训 = 持证 + 过期 + 未取证 + 撤销或暂停。",
        Figure.Exempt => "截至日在免训期内的。免训的人仍在应训里。",
        Figure.Completed => "方案的全部要求已满足，且仍在有效期内；持证的一并算已完成。",
        Figure.Certified => "截至日有有效证书：最后有效日当天仍算有效；暂停、撤销的不算。",
        Figure.ExpiringSoon => "持证，且 60 天内到最后有效日；已经续上的不算。它是持证的一部分，不能相加。",
        Figure.Expired => "没有有效证书，最近一张证书的最后有效日已过。",
        Figure.NeverCertified => "从未发过证书。",
        Figure.RevokedOrSuspended => "没有有效证书，最近一张证书处于撤销或暂停。",
        Figure.EarlyCertified => "新入职未满 3 个月已经持证的；不进任何比率。",
        Figure.AnnualRequired => "应训中每年要轮训的岗位：儿童督导员和儿童主任。",
        Figure.RefreshedThisYear => "应轮训中，本年 1 月 1 日到截至日有完成记录的。",
        Figure.CompletionRate => "已完成 ÷ 应训。合计是分子之和除以分母之和。",
        Figure.CertificationRate => "持证 ÷ 应训。合计是分子之和除以分母之和。",
        Figure.AnnualRefreshRate => "本年已轮训 ÷ 应轮训。",
        Figure.PersonRequired => "在这一格至少有一个应训岗位的人，一人计一次。各行相加可能大于合计。",
        Figure.PersonAllCertified => "在这一格的应训岗位全部持证的人。",
        Figure.PersonNotAllCertified => "应训人数减去全岗持证人数。",
        Figure.PersonAnyCertified => "在这一格至少一个应训岗位持证的人。",
        Figure.PersonAllRate => "全岗持证人数 ÷ 应训人数。",
        _ => "至少一岗持证人数 ÷ 应训人数。",
    };

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
        ("任职时长", "从这一任职的第一天算到截至日；换街镇另起一段。"),
        ("百分比", "保留一位小数，四舍五入；没有到齐时不显示 100.0%，有人时不显示 0.0%；应训为 0 显示 —。"),
        ("人数保护", "不在本人范围内、不足 5 人的数显示“<5”；能推算出它的旁边的数显示“＊”；比率显示 —。"),
    ];
}
