using Training.Modules.Reporting.Models;

namespace Training.Modules.SavedReports.Figures;

/// <summary>The counts of one cell: of assignments or of people, as its table is.</summary>
public sealed class FigureCounts
{
    public static readonly FigureCounts Zero = new();

    private static readonly Measure[] Measures = Enum.GetValues<Measure>();

    private readonly int[] _counts = new int[(int)Measure.AnnualRequired + 1];

    public int this[Measure measure] => _counts[(int)measure];

    /// <summary>A count, or the numerator of a rate.</summary>
    public int this[Figure figure] => figure switch
    {
        Figure.InPost or Figure.PersonInPost => this[Measure.InPost],
        Figure.ExcludedNewcomer or Figure.PersonExcludedNewcomer => this[Measure.ExcludedNewcomer],
        Figure.ExcludedLeave or Figure.PersonExcludedLeave => this[Measure.ExcludedLeave],
        Figure.ExcludedNotYetInScope or Figure.PersonExcludedNotYetInScope => this[Measure.ExcludedNotYetInScope],
        Figure.Excluded or Figure.PersonExcluded => this[Measure.ExcludedNewcomer] + this[Measure.ExcludedLeave] + this[Measure.ExcludedNotYetInScope],
        Figure.Required => this[Measure.Required],
        Figure.Exempt or Figure.PersonExempt => this[Measure.Exempt],
        Figure.Completed or Figure.PersonCompleted => this[Measure.Completed],
        Figure.Certified => this[Measure.Certified],
        Figure.ExpiringSoon or Figure.PersonExpiringSoon => this[Measure.ExpiringSoon],
        Figure.Expired or Figure.PersonExpired => this[Measure.Expired],
        Figure.NeverCertified or Figure.PersonNeverCertified => this[Measure.NeverCertified],
        Figure.RevokedOrSuspended or Figure.PersonRevokedOrSuspended => this[Measure.RevokedOrSuspended],
        Figure.EarlyCertified or Figure.PersonEarlyCertified => this[Measure.EarlyCertified],
        Figure.AnnualRequired or Figure.PersonAnnualRequired => this[Measure.AnnualRequired],
        Figure.RefreshedThisYear or Figure.PersonRefreshedThisYear => this[Measure.RefreshedThisYear],
        Figure.PersonRequired => this[Measure.PersonRequired],
        Figure.PersonAllCertified => this[Measure.PersonAllCertified],
        Figure.PersonNotAllCertified => this[Measure.PersonRequired] - this[Measure.PersonAllCertified],
        Figure.PersonAnyCertified => this[Measure.PersonAnyCertified],
        _ => this[figure.Parts()!.Value.Numerator],
    };

    public Rate RateOf(Figure figure) => figure.Parts() is { } parts ? new(this[parts.Numerator], this[parts.Denominator]) : throw new ArgumentException($"{figure} is no rate.");

    /// <summary>应训 = 持证 + 过期 + 未取证 + 撤销/暂停, and 在岗 = 应训 + 不计入. Where this is false the report is wrong.</summary>
    public bool AddsUp => this[Figure.Required] == this[Figure.Certified] + this[Figure.Expired] + this[Figure.NeverCertified] + this[Figure.RevokedOrSuspended]
        && this[Figure.InPost] == this[Figure.Required] + this[Figure.Excluded];

    /// <summary>By number of the figure; rates are 0.</summary>
    internal IReadOnlyList<int> All => [.. FigureFacts.All.Select(f => f.Parts() is null ? this[f] : 0)];

    internal void Add(Measure measure, int count) => _counts[(int)measure] += count;

    internal void AddAnnual(int required) => Add(Measure.AnnualRequired, required);

    /// <param name="measures">Bits as in <see cref="PostState.Measures"/>.</param>
    public void AddStates(int measures, bool annual, int count)
    {
        foreach (var measure in Measures)
            if ((int)measure < 31 && (measures & PostStates.Bit(measure)) != 0) _counts[(int)measure] += count;
        if (annual && (measures & PostStates.Bit(Measure.Required)) != 0) AddAnnual(count);
    }

    internal void Add(FigureCounts other, int sign = 1)
    {
        for (var i = 0; i < _counts.Length; i++) _counts[i] += sign * other._counts[i];
    }

    internal static FigureCounts Of(RateCounts counts)
    {
        var made = new FigureCounts();
        foreach (var measure in Measures) made._counts[(int)measure] = counts[measure];
        return made;
    }
}
