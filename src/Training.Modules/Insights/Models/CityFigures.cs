using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Queries;

namespace Training.Modules.Insights.Models;

/// <summary>A count as the city is told it.</summary>
public readonly record struct CityCount(int Count, Hiding Hiding)
{
    public string Text => RateWords.Number(Count, Hiding);
}

/// <summary>
/// All districts on one day as the city is told them, for its page and its files alike: intervals, places, trend, both bases. A district of which
/// 应训 or 持证 of the role and line looked at is not told has no rate: neither a place, nor a change, nor a point of the trend. Pure.
/// </summary>
public sealed class CityFigures
{
    private readonly TrainingRole? _role;
    private readonly Line? _line;

    /// <summary>By name, in which order it is looked for what to hide: that of the rates would tell them.</summary>
    private readonly IReadOnlyList<DistrictRates> _named;

    /// <summary>Numbers of a district in <see cref="_named"/> and in <see cref="Districts"/>.</summary>
    private readonly Dictionary<DistrictRates, int> _cellOf = new(ReferenceEqualityComparer.Instance), _at = new(ReferenceEqualityComparer.Instance);
    private readonly CityCells _expiring, _expired, _expiredBefore;

    /// <summary>By day: whether 应训 is told, and 持证.</summary>
    private readonly IReadOnlyList<CityCells> _required, _certified;

    /// <param name="role">The only one looked at; null = all.</param>
    /// <param name="line">The only one looked at; null = all.</param>
    public CityFigures(IEnumerable<DistrictRates> districts, TrainingRole? role, Line? line)
    {
        (_role, _line) = (role, line);
        _named = [.. districts.OrderBy(d => d.Name, StringComparer.Ordinal)];
        for (var i = 0; i < _named.Count; i++) _cellOf[_named[i]] = i;
        var days = _named.Count == 0 ? 0 : _named[0].Days.Count;
        _required = [.. Enumerable.Range(0, days).Select(day => Cells(day, c => c.Required))];
        _certified = [.. Enumerable.Range(0, days).Select(day => Cells(day, c => c.Certified))];
        (_expiring, _expired, _expiredBefore) = (Cells(days - 1, c => c[Measure.ExpiringSoon]), Cells(days - 1, c => c[Measure.Expired]), Cells(days - 2, c => c[Measure.Expired]));
        // The highest rate first; districts without a rate, or whose rate is not told, last by name.
        Districts = [.. _named.Select(d => (District: d, Rate: RateOf(d))).OrderByDescending(d => d.Rate.HasValue ? (double)d.Rate.Numerator / d.Rate.Denominator : -1).Select(d => d.District)];
        for (var i = 0; i < Districts.Count; i++) _at[Districts[i]] = i;
        Rows = Ranking.Of(Districts.Select(d => (d, RateOf(d))));
        var roles = RolesOn(days - 1);
        People = new(Districts.Count, (d, l) => d is { } at ? Districts[at].Now.People(null, l) : RateCounts.Sum(Districts.Select(x => x.Now.People(null, l))),
            (d, l) => HidesPosts(d is { } at ? Districts[at] : null, null, l) != Hiding.None, roles.Any(r => Districts.Any(d => HidesPosts(d, r, null) != Hiding.None)));
    }

    public IReadOnlyList<DistrictRates> Districts { get; }

    /// <summary>Those with enough people first, by rate.</summary>
    public IReadOnlyList<Placed<DistrictRates>> Rows { get; }

    /// <summary>人头口径 of all roles, by line.</summary>
    public CityPeople People { get; }

    /// <summary>Roles that have a scheme in any district.</summary>
    public IReadOnlyList<TrainingRole> Schemes => [.. Districts.SelectMany(d => d.Schemes).Distinct().Order()];

    /// <summary>Of what is looked at, told or not; null = all districts together.</summary>
    public RateCounts Counts(DistrictRates? district) => district is null ? RateCounts.Sum(_named.Select(Counts)) : district.Now.Posts(_role, _line);

    /// <summary>The same at the end of the month before.</summary>
    public RateCounts Before(DistrictRates? district) => district is null ? RateCounts.Sum(_named.Select(Before)) : district.Before.Posts(_role, _line);

    /// <summary>Too few people to tell anything of the district, or of all; or so many that a small one would follow from them.</summary>
    public bool Hides(DistrictRates? district) => HidesOn(^1, district) != Hiding.None;

    public CityCount Required(DistrictRates? district) => new(Counts(district).Required, HidesOn(^1, district));

    public CityCount Certified(DistrictRates? district) => new(Counts(district).Certified, HidesCertified(^1, district));

    public CityCount Expiring(DistrictRates? district) => new(Counts(district)[Measure.ExpiringSoon], Of(_expiring, district));

    public CityCount Expired(DistrictRates? district) => new(Counts(district)[Measure.Expired], Of(_expired, district));

    /// <summary>No rate where one of its parts is hidden.</summary>
    public Rate RateOf(DistrictRates? district) => HidesRate(^1, district) != Hiding.None ? default : Counts(district).CertificationRate;

    /// <summary>全岗持证 in percent, or "—"; not of a single role.</summary>
    public string AllCertified(DistrictRates? district) => _role is null ? People.Told(At(district), _line, Measure.PersonAllCertified, Measure.PersonRequired) : "—";

    /// <summary>In points since the end of the month before; "—" where one of the two is hidden.</summary>
    public string Change(DistrictRates? district) => HidesRate(^2, district) != Hiding.None ? "—" : RateWords.Change(RateOf(district), Before(district).CertificationRate);

    /// <summary>"—" where one of the two counts is hidden.</summary>
    public string RequiredChange => Hides(null) || HidesOn(^2, null) != Hiding.None ? "—" : RateWords.Signed(Counts(null).Required - Before(null).Required);

    /// <summary>"—" where one of the two counts is hidden.</summary>
    public string ExpiredChange => Expired(null).Hiding != Hiding.None || Of(_expiredBefore, null) != Hiding.None ? "—" : RateWords.Signed(Counts(null)[Measure.Expired] - Before(null)[Measure.Expired]);

    /// <summary>全岗持证 in points since the end of the month before; "—" where too few were required then to tell.</summary>
    public string AllCertifiedChange
    {
        get
        {
            if (_role is not null || Hides(null) || HidesOn(^2, null) != Hiding.None || !People.Tells(null, _line, Measure.PersonAllCertified, Measure.PersonRequired)) return "—";
            var (now, before) = (People.Counts(null, _line), RateCounts.Sum(Districts.Select(d => d.Before.People(null, _line))));
            return RateWords.Change(new(now[Measure.PersonAllCertified], now[Measure.PersonRequired]), new(before[Measure.PersonAllCertified], before[Measure.PersonRequired]));
        }
    }

    /// <summary>How many districts reach their own target, of those whose rate is told.</summary>
    public int Reaching => Districts.Count(d => RateOf(d) is { HasValue: true } rate && rate.MissingTo(d.TargetPercent) == 0);

    /// <summary>At the last month ends and on the day; days on which too few were required or certified have no rate.</summary>
    public IReadOnlyList<TrendPoint> Trend(DistrictRates district) => [.. district.Days.Select((d, i) =>
        HidesRate(i, district) is var hiding && hiding == Hiding.None ? new TrendPoint(d.Day, d.Posts(_role, _line).CertificationRate) : new(d.Day, default, hiding))];

    /// <summary>How 应训 of a district is told on the day, whatever is looked at: what the district's own table must not tell in another way. Null where it is no figure of this page.</summary>
    public Hiding? HidingOf(CountBasis basis, DistrictRates district, TrainingRole? role, Line? line) =>
        basis == CountBasis.Assignment ? HidesPosts(district, role, line) : role is null ? People.HidingOf(_at[district], line, Measure.PersonRequired) : null;

    /// <summary>The same of 持证, by people 全岗持证.</summary>
    public Hiding? HidingOfCertified(CountBasis basis, DistrictRates district, TrainingRole? role, Line? line) => basis == CountBasis.Assignment
        ? _certified.Count == 0 ? Hiding.None : _certified[^1].Of(_cellOf[district], role, line) : role is null ? People.HidingOf(_at[district], line, Measure.PersonAllCertified) : null;

    /// <summary>For <see cref="People"/>; null = all.</summary>
    public int? At(DistrictRates? district) => district is null ? null : _at[district];

    private Hiding Of(CityCells cells, DistrictRates? district) => cells.Of(CellOf(district), _role, _line);

    private int? CellOf(DistrictRates? district) => district is null ? null : _cellOf[district];

    private Hiding HidesOn(Index day, DistrictRates? district) => _required.Count == 0 ? Hiding.None : Of(_required[day], district);

    private Hiding HidesCertified(Index day, DistrictRates? district) => _certified.Count == 0 ? Hiding.None : Of(_certified[day], district);

    private Hiding HidesRate(Index day, DistrictRates? district) => HidesOn(day, district) is var required && required != Hiding.None ? required : HidesCertified(day, district);

    private Hiding HidesPosts(DistrictRates? district, TrainingRole? role, Line? line) => _required.Count == 0 ? Hiding.None : _required[^1].Of(CellOf(district), role, line);

    private CityCells Cells(int day, Func<RateCounts, int> of) => new(_named.Count, RolesOn(day), (d, role, line) => of(_named[d].Days[day].Posts(role, line)));

    private IReadOnlyList<TrainingRole> RolesOn(int day) => [.. _named.SelectMany(d => d.Days[day].Roles).Distinct().Order()];
}
