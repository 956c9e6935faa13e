using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Pages;

/// <summary>The definition of each count in words (domain/organisation.md §4, docs/decisions/0016), for whatever shows or exports it. Chinese source strings.</summary>
public static class MeasureDefinitions
{
    public static string Words(this Measure measure, CountBasis basis) => basis == CountBasis.Person ? OfPeople(measure) : OfPosts(measure);

    private static string OfPosts(Measure measure) => measure switch
    {
        Measure.InPost => "任职起止日之内，首末两天都算。一人两岗计两次。",
        Measure.ExcludedNewcomer => "新入职未满 3 个月。换街镇、单位合并后接着做同一岗位的，从最早一段的第一天算，不重新起算；中断不超过 183 天又任职的没有这段宽限。",
        Measure.ExcludedLeave => "单段超过 30 天的请假，覆盖截至日。",
        Measure.ExcludedNotYetInScope => "岗位在截至日没有启用的方案，或课程尚未向该街镇开放。",
        Measure.Required => "在岗减去不计入。应训 = 持证 + 过期 + 未取证 + 撤销或暂停。",
        Measure.Exempt => "截至日在免训期内的。免训的人仍在应训里。",
        Measure.Completed => "方案的全部要求已满足，且仍在有效期内；持证的一并算已完成。",
        Measure.Certified => "截至日有有效证书：最后有效日当天仍算有效；暂停、撤销的不算。",
        Measure.ExpiringSoon => "持证，且 60 天内到最后有效日；已经续上的不算。它是持证的一部分，不能相加。",
        Measure.Expired => "没有有效证书，最近一张证书的最后有效日已过。",
        Measure.NeverCertified => "从未发过证书。",
        Measure.RevokedOrSuspended => "没有有效证书，最近一张证书处于撤销或暂停。",
        Measure.EarlyCertified => "新入职未满 3 个月已经持证的；不进任何比率。",
        Measure.AnnualRequired => "应训中每年要轮训的岗位：儿童督导员和儿童主任。",
        Measure.RefreshedThisYear => "应轮训中，本年 1 月 1 日到截至日有完成记录的。",
        _ => OfPeople(measure),
    };

    private static string OfPeople(Measure measure) => measure switch
    {
        Measure.InPost => "在这一格至少一个岗位在岗的人，一人计一次。在岗人数 = 应训人数 + 不计入人数。",
        Measure.ExcludedNewcomer => "没有一个岗位应训，且有岗位新入职未满 3 个月的人。",
        Measure.ExcludedLeave => "没有一个岗位应训，不是新入职，且有岗位请假超过 30 天的人。",
        Measure.ExcludedNotYetInScope => "没有一个岗位应训，只因岗位没有启用的方案，或课程尚未向该街镇开放的人。",
        Measure.Required or Measure.PersonRequired => "在这一格至少有一个应训岗位的人，一人计一次。各行相加可能大于合计。应训人数 = 全岗持证 + 过期 + 未取证 + 撤销或暂停。",
        Measure.Exempt => "应训的岗位里至少一个免训的人。仍在应训人数里。",
        Measure.Completed => "在这一格的应训岗位全部已完成的人。",
        Measure.Certified or Measure.PersonAllCertified => "在这一格的应训岗位全部持证的人。",
        Measure.ExpiringSoon => "全岗持证，且有一个岗位的证书 60 天内到最后有效日的人。它是全岗持证的一部分，不能相加。",
        Measure.Expired => "没有全岗持证，有岗位的证书已过期，没有撤销或暂停的人。",
        Measure.NeverCertified => "没有全岗持证，缺的都是从未发过的证书的人。",
        Measure.RevokedOrSuspended => "没有全岗持证，有岗位的证书处于撤销或暂停的人。",
        Measure.EarlyCertified => "没有一个岗位应训，且新入职的岗位已经持证的人；不进任何比率。",
        Measure.AnnualRequired => "有儿童督导员或儿童主任岗位应训的人。",
        Measure.RefreshedThisYear => "应轮训的人里，这些岗位本年 1 月 1 日到截至日都有完成记录的。",
        Measure.PersonAnyCertified => "在这一格至少一个应训岗位持证的人。",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
    };
}
