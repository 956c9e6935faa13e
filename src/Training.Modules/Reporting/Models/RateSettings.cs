namespace Training.Modules.Reporting.Models;

/// <summary>What a district decides about its figures.</summary>
public sealed record RateSettings
{
    /// <summary>目标, percent of 应训 that hold a certificate.</summary>
    public int TargetPercent { get; init; } = 85;

    /// <summary>Lower ends of the second to the fifth colour of the heat table, percent.</summary>
    public IReadOnlyList<int> HeatPercents { get; init; } = [65, 75, 85, 90];

    /// <summary>名额 of one training session, for the forecast of what is needed.</summary>
    public int SeatsPerSession { get; init; } = 40;

    public const int LeastSeats = 5, MostSeats = 500;

    /// <returns>Chinese message that says what to do; null when it may be stored.</returns>
    public string? Refuse() => TargetPercent is < 1 or > 100 ? "目标请填 1 到 100 之间的整数。"
        : SeatsPerSession is < LeastSeats or > MostSeats ? "每场名额请填 5 到 500 之间的整数。" : null;

    /// <summary>1–5: the colour of a rate.</summary>
    public int HeatOf(Rate rate) => 1 + HeatPercents.Count(p => rate.Numerator * 100L >= p * (long)rate.Denominator);
}
