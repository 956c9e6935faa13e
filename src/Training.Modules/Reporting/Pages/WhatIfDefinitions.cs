using Training.Modules.Reporting.Simulation;

namespace Training.Modules.Reporting.Pages;

/// <summary>What each figure of a simulation means. Chinese source strings.</summary>
public static class WhatIfDefinitions
{
    public static readonly (string Name, string Words)
        Today = ("今天", "今天这个岗位的持证 ÷ 应训，按现行方案。"),
        Now = ("不改方案", "同一天、同一推算方式，按现行方案会有多少人次持证。"),
        Then = ("改方案", "同一天、同一推算方式，草案施行后会有多少人次持证。已发的证书一律有效到期满。"),
        RateThen = ("改方案后的持证率", "草案施行后那一天的持证 ÷ 应训。不足 5 人次的写“持证/应训”；不在你的范围内的小格子和能推算出它的格子不显示。"),
        Below = ("低于目标", "从今天到推算的最后一天，改方案后的持证率第一次低于目标的日子；今天已经低于的，写从哪个月末起一直低于。"),
        BelowCount = ("会低于目标的街镇", "今天不低于目标，在推算的日子里会第一次低于目标的街镇数；不在你的范围内、人数少的街镇不算。");

    public static (string Name, string Words) Of(WhatIfChange change) => change switch
    {
        WhatIfChange.Lapsed => ("因方案失证", "那一天在应训之列，不改方案就有有效证书，改了就没有。"),
        WhatIfChange.Gained => ("因方案取证", "那一天在应训之列，改了方案才有有效证书。"),
        WhatIfChange.LapsedAnyway => ("本来就会到期", "今天持证，到那一天在应训之列而没有有效证书，改不改方案都一样。"),
        _ => ("本来就会取证", "今天没有持证，到那一天在应训之列而有有效证书，改不改方案都一样。"),
    };
}
