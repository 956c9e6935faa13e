namespace Training.Modules.Reporting.Models;

/// <summary>The counts of one cell or total on one day.</summary>
public sealed class RateCounts
{
    /// <summary>How many measures there are.</summary>
    internal const int Width = (int)Measure.AnnualRequired + 1;

    public static readonly RateCounts Zero = new();

    private readonly int[] _counts;
    private readonly int _at;

    public RateCounts() => _counts = new int[Width];

    /// <param name="counts">Of many cells, one after the other.</param>
    /// <param name="at">Where those of this one begin.</param>
    internal RateCounts(int[] counts, int at) => (_counts, _at) = (counts, at);

    public int this[Measure measure] => _counts[_at + (int)measure];

    public int Required => this[Measure.Required];
    public int Certified => this[Measure.Certified];
    public int Missing => Required - Certified;

    public Rate CertificationRate => new(Certified, Required);
    public Rate CompletionRate => new(this[Measure.Completed], Required);

    /// <summary>至少一岗持证, person basis only.</summary>
    public Rate AnyCertifiedRate => new(this[Measure.PersonAnyCertified], Required);

    /// <summary>年度轮训率: of the required in roles with an annual refresher those who completed since 1 January.</summary>
    public Rate AnnualRefreshRate => new(this[Measure.RefreshedThisYear], this[Measure.AnnualRequired]);

    /// <summary>应训 = 持证 + 过期 + 未取证 + 撤销/暂停. Where this is false the report is wrong.</summary>
    public bool AddsUp => Required == Certified + this[Measure.Expired] + this[Measure.NeverCertified] + this[Measure.RevokedOrSuspended]
        && this[Measure.InPost] == Required + Excluded;

    public int Excluded => this[Measure.ExcludedNewcomer] + this[Measure.ExcludedLeave] + this[Measure.ExcludedNotYetInScope];

    public static RateCounts Sum(IEnumerable<RateCounts> parts)
    {
        var sum = new RateCounts();
        foreach (var part in parts) sum.Add(part);
        return sum;
    }

    internal void Add(RateCounts other)
    {
        for (var i = 0; i < Width; i++) _counts[_at + i] += other._counts[other._at + i];
    }

    internal void Add(Measure measure, int count) => _counts[_at + (int)measure] += count;
}
