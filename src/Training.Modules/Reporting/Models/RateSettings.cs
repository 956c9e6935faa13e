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

    /// <summary>1–5: the colour of a rate.</summary>
    public int HeatOf(Rate rate) => 1 + HeatPercents.Count(p => rate.Numerator * 100L >= p * (long)rate.Denominator);
}
