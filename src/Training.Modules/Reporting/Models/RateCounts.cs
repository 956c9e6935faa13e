namespace Training.Modules.Reporting.Models;

/// <summary>The counts of one cell or total on one day.</summary>
public sealed class RateCounts
{
    public static readonly RateCounts Zero = new();

    private readonly int[] _counts = new int[(int)Measure.AnnualRequired + 1];

    public int this[Measure measure] => _counts[(int)measure];

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
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
    }

    internal void Add(Measure measure, int count) => _counts[(int)measure] += count;
}
