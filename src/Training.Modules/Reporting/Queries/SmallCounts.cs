using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Queries;

/// <summary>Counts of a cell that are hidden together.</summary>
public enum SmallCount { Expired, NotCertified, NotYetInScope, Excluded, Exclusions, Completed, Exempt, ExpiringSoon, EarlyCertified, Refreshed }

/// <summary>
/// Which counts of the told cells and totals of 街镇 × 岗位 one reader is not told: outside the scope those below five, and so many others that none
/// of them follows over streets, roles and lines or by the identities within a cell. Of a told cell the rate is public, so 应训, 持证 and 未持证 are
/// told with it. The same whatever line or scheme is looked at; each is looked for when it is first asked for.
/// </summary>
/// <param name="counts">Of a cell; nulls = all.</param>
/// <param name="cells">What is hidden whole.</param>
/// <param name="keep">Finds what was looked for before, or has it looked for and keeps it; null = nothing is kept.</param>
public sealed class SmallCounts(
    Func<int?, TrainingRole?, Line?, RateCounts> counts, IReadOnlyList<int> streets, IReadOnlyList<TrainingRole> roles, AssignmentScope scope, SmallCells cells,
    Func<SmallCount, Func<SmallCells>, SmallCells>? keep = null)
{
    private readonly Dictionary<SmallCount, SmallCells> _found = [];

    /// <summary>Of a cell that is told; nulls = all.</summary>
    public bool Hides(int? street, TrainingRole? role, Line? line, Measure measure) =>
        !scope.CoversAll && KindOf(measure) is { } kind && Hides(kind, street, role, line);

    /// <summary>Measures that the search for a kind reads.</summary>
    internal static IReadOnlyList<Measure> MeasuresOf(SmallCount kind) => kind switch
    {
        SmallCount.Expired => [Measure.Required, Measure.Expired],
        SmallCount.NotCertified => [Measure.Required, Measure.Certified, Measure.Expired, Measure.NeverCertified, Measure.RevokedOrSuspended],
        SmallCount.NotYetInScope => [Measure.Required, Measure.ExcludedNotYetInScope],
        SmallCount.Excluded or SmallCount.Exclusions => [Measure.Required, Measure.ExcludedNewcomer, Measure.ExcludedLeave, Measure.ExcludedNotYetInScope],
        SmallCount.Completed => [Measure.Required, Measure.Completed],
        SmallCount.Exempt => [Measure.Required, Measure.Exempt],
        SmallCount.ExpiringSoon => [Measure.Required, Measure.ExpiringSoon],
        SmallCount.EarlyCertified => [Measure.Required, Measure.EarlyCertified],
        _ => [Measure.Required, Measure.RefreshedThisYear],
    };

    /// <returns>Null for what is told with the cell.</returns>
    private static SmallCount? KindOf(Measure measure) => measure switch
    {
        // 应训 is told, so one tells the other.
        Measure.InPost => SmallCount.Excluded,
        Measure.ExcludedNewcomer or Measure.ExcludedLeave => SmallCount.Exclusions,
        Measure.ExcludedNotYetInScope => SmallCount.NotYetInScope,
        Measure.Expired => SmallCount.Expired,
        Measure.NeverCertified or Measure.RevokedOrSuspended => SmallCount.NotCertified,
        Measure.Completed => SmallCount.Completed,
        Measure.Exempt => SmallCount.Exempt,
        Measure.ExpiringSoon => SmallCount.ExpiringSoon,
        Measure.EarlyCertified => SmallCount.EarlyCertified,
        Measure.RefreshedThisYear => SmallCount.Refreshed,
        _ => null,
    };

    private bool Hides(SmallCount kind, int? street, TrainingRole? role, Line? line) => Of(kind).Of(street, role, line) != Hiding.None;

    private SmallCells Of(SmallCount kind)
    {
        if (!_found.TryGetValue(kind, out var found)) _found[kind] = found = keep is null ? Search(kind) : keep(kind, () => Search(kind));
        return found;
    }

    private SmallCells Search(SmallCount kind) => kind switch
    {
        SmallCount.Expired => Hide(c => c[Measure.Expired]),
        // A single hidden part of 未持证 would follow from the others: 未取证 and 撤销 go together, and with every 过期.
        SmallCount.NotCertified => Hide(c => c.Missing, (s, r, l) =>
            IsFew(s, r, l, Measure.NeverCertified) || IsFew(s, r, l, Measure.RevokedOrSuspended) || Hides(SmallCount.Expired, s, r, l)),
        SmallCount.NotYetInScope => Hide(c => c[Measure.ExcludedNotYetInScope]),
        SmallCount.Excluded => Hide(c => c.Excluded),
        // The same of the parts of 不计入.
        SmallCount.Exclusions => Hide(c => c.Excluded, (s, r, l) => IsFew(s, r, l, Measure.ExcludedNewcomer) || IsFew(s, r, l, Measure.ExcludedLeave)
            || Hides(SmallCount.Excluded, s, r, l) || Hides(SmallCount.NotYetInScope, s, r, l)),
        SmallCount.Completed => Hide(c => c[Measure.Completed]),
        SmallCount.Exempt => Hide(c => c[Measure.Exempt]),
        SmallCount.ExpiringSoon => Hide(c => c[Measure.ExpiringSoon]),
        SmallCount.EarlyCertified => Hide(c => c[Measure.EarlyCertified]),
        // The whole of 年度轮训率 may be hidden where its roles together are told.
        _ => Hide(c => c[Measure.RefreshedThisYear], (s, r, l) => cells.OfAnnual(s, r, l) != Hiding.None),
    };

    /// <param name="also">Hidden beside the small ones.</param>
    private SmallCells Hide(Func<RateCounts, int> count, Func<int?, TrainingRole?, Line?, bool>? also = null) => new(
        (s, r, l) => count(counts(s, r, l)), streets, roles, scope.CoversAll, scope.SubDistricts, scope.Lines,
        (s, r, l) => cells.Of(s, r, l) != Hiding.None || (also is not null && also(s, r, l)), refreshers: false);

    private bool IsFew(int? street, TrainingRole? role, Line? line, Measure measure) => counts(street, role, line)[measure] is > 0 and < RateCell.Few;
}
