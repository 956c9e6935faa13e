namespace Training.Modules.Insights.Pages;

/// <summary>What the city's own columns mean, for its page and its files. Chinese source strings.</summary>
internal static class CityDefinitions
{
    public const string Interval = "Wilson 区间：人数越少，范围越宽。名次 = 1 + 明显更高的区数；应训不到 10 人次的不排名。";

    public const string Trend = "最近 12 个月每个月末的持证率，最后一点是截至日。";

    public const string SmallCounts = "不足 5 人的显示 <5，能推算出它的显示 ＊，算不出的率显示 —。";
}
