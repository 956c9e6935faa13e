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
/// All districts on one day as the city is told them, for its page and its files alike: intervals, places, trend, both bases. A district
/// with too few of the role and line looked at has neither a rate nor a trend. Pure.
/// </summary>
public sealed class CityFigures
{
    private readonly TrainingRole? _role;
    private readonly Line? _line;
    private readonly Dictionary<DistrictRates, int> _at = new(ReferenceEqualityComparer.Instance);
    private readonly CityCells _certified, _expiring, _expired, _expiredBefore;

    /// <summary>By day: whether 应训 is told.</summary>
    private readonly IReadOnlyList<CityCells> _required;

    /// <param name="role">The only one looked at; null = all.</param>
    /// <param name="line">The only one looked at; null = all.</param>
    public CityFigures(IEnumerable<DistrictRates> districts, TrainingRole? role, Line? line)
    {
        (_role, _line) = (role, line);
        // The highest rate first; districts without anybody required last.
        Districts = [.. districts.Select(d => (District: d, Rate: d.Now.Posts(role, line).CertificationRate))
            .OrderByDescending(d => d.Rate.HasValue ? (double)d.Rate.Numerator / d.Rate.Denominator : -1).ThenBy(d => d.District.Name, StringComparer.Ordinal).Select(d => d.District)];
        for (var i = 0; i < Districts.Count; i++) _at[Districts[i]] = i;
        var days = Districts.Count == 0 ? 0 : Districts[0].Days.Count;
        _required = [.. Enumerable.Range(0, days).Select(day => Cells(day, c => c.Required))];
        (_certified, _expiring) = (Cells(days - 1, c => c.Certified), Cells(days - 1, c => c[Measure.ExpiringSoon]));
        (_expired, _expiredBefore) = (Cells(days - 1, c => c[Measure.Expired]), Cells(days - 2, c => c[Measure.Expired]));
        Rows = Ranking.Of(Districts.Select(d => (d, Counts(d).CertificationRate)));
        var roles = RolesOn(days - 1);
        People = new(Districts.Count, (d, l) => d is { } at ? Districts[at].Now.People(null, l) : RateCounts.Sum(Districts.Select(x => x.Now.People(null, l))),
            (d, l) => HidesPosts(d, null, l) != Hiding.None, roles.Any(r => Enumerable.Range(0, Districts.Count).Any(d => HidesPosts(d, r, null) != Hiding.None)));
    }

    public IReadOnlyList<DistrictRates> Districts { get; }

    /// <summary>Those with enough people first, by rate.</summary>
    public IReadOnlyList<Placed<DistrictRates>> Rows { get; }

    /// <summary>人头口径 of all roles, by line.</summary>
    public CityPeople People { get; }

    /// <summary>Roles that have a scheme in any district.</summary>
    public IReadOnlyList<TrainingRole> Schemes => [.. Districts.SelectMany(d => d.Schemes).Distinct().Order()];

    /// <summary>Of what is looked at, told or not; null = all districts together.</summary>
    public RateCounts Counts(DistrictRates? district) => district is null ? RateCounts.Sum(Districts.Select(Counts)) : district.Now.Posts(_role, _line);

    /// <summary>The same at the end of the month before.</summary>
    public RateCounts Before(DistrictRates? district) => district is null ? RateCounts.Sum(Districts.Select(Before)) : district.Before.Posts(_role, _line);

    /// <summary>Too few people to tell anything of the district, or of all; or so many that a small one would follow from them.</summary>
    public bool Hides(DistrictRates? district) => HidesOn(^1, district) != Hiding.None;

    public CityCount Required(DistrictRates? district) => new(Counts(district).Required, HidesOn(^1, district));

    public CityCount Certified(DistrictRates? district) => new(Counts(district).Certified, Of(_certified, district));

    public CityCount Expiring(DistrictRates? district) => new(Counts(district)[Measure.ExpiringSoon], Of(_expiring, district));

    public CityCount Expired(DistrictRates? district) => new(Counts(district)[Measure.Expired], Of(_expired, district));

    /// <summary>No rate where it is hidden.</summary>
    public Rate RateOf(DistrictRates? district) => Hides(district) ? default : Counts(district).CertificationRate;

    /// <summary>全岗持证 in percent, or "—"; not of a single role.</summary>
    public string AllCertified(DistrictRates? district) => _role is null ? People.Told(At(district), _line, Measure.PersonAllCertified, Measure.PersonRequired) : "—";

    /// <summary>In points since the end of the month before; "—" where one of the two is hidden.</summary>
    public string Change(DistrictRates? district) => HidesOn(^2, district) != Hiding.None ? "—" : RateWords.Change(RateOf(district), Before(district).CertificationRate);

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

    /// <summary>How many districts reach their own target.</summary>
    public int Reaching => Districts.Count(d => Counts(d).CertificationRate is { HasValue: true } rate && rate.MissingTo(d.TargetPercent) == 0);

    /// <summary>At the last month ends and on the day; days on which too few were required have no rate.</summary>
    public IReadOnlyList<TrendPoint> Trend(DistrictRates district) => [.. district.Days.Select((d, i) =>
        _required[i].Of(_at[district], _role, _line) is var hiding && hiding == Hiding.None ? new TrendPoint(d.Day, d.Posts(_role, _line).CertificationRate) : new(d.Day, default, hiding))];

    /// <summary>How 应训 of a district is told on the day, whatever is looked at: what the district's own table must not tell in another way. Null where it is no figure of this page.</summary>
    public Hiding? HidingOf(CountBasis basis, DistrictRates district, TrainingRole? role, Line? line) =>
        basis == CountBasis.Assignment ? HidesPosts(_at[district], role, line) : role is null ? People.HidingOf(_at[district], line, Measure.PersonRequired) : null;

    /// <summary>For <see cref="People"/>; null = all.</summary>
    public int? At(DistrictRates? district) => district is null ? null : _at[district];

    private Hiding Of(CityCells cells, DistrictRates? district) => cells.Of(At(district), _role, _line);

    private Hiding HidesOn(Index day, DistrictRates? district) => _required.Count == 0 ? Hiding.None : Of(_required[day], district);

    private Hiding HidesPosts(int? district, TrainingRole? role, Line? line) => _required.Count == 0 ? Hiding.None : _required[^1].Of(district, role, line);

    private CityCells Cells(int day, Func<RateCounts, int> of) => new(Districts.Count, RolesOn(day), (d, role, line) => of(Districts[d].Days[day].Posts(role, line)));

    private IReadOnlyList<TrainingRole> RolesOn(int day) => [.. Districts.SelectMany(d => d.Days[day].Roles).Distinct().Order()];
}
