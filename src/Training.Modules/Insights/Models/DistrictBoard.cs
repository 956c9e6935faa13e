using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Queries;

namespace Training.Modules.Insights.Models;

/// <summary>
/// 街镇 × 岗位 of one district as the city is told it, on both bases: cells below five are hidden with a complement, and so is what the city's own
/// page hides of the district; what that page tells is not hidden here, as it would protect nothing. Beside 应训 a rate tells 持证, so there is none where
/// 持证 is not told by the same rule. People are hidden as if they added up, and wherever their posts are. The same whatever role or line is looked at.
/// </summary>
public sealed class DistrictBoard
{
    private static readonly HashSet<int> NoStreet = [];
    private static readonly HashSet<Line> NoLine = [];
    private readonly DistrictStreets _district;
    private readonly TrainingRole? _role;
    private readonly Line? _line;
    private readonly SmallCells _posts, _people, _certifiedPosts, _certifiedPeople;

    /// <param name="role">The only one looked at; null = all.</param>
    /// <param name="line">The only one looked at; null = all.</param>
    /// <param name="elsewhere">How the city's own page tells 应训 of the district, by role and line (nulls = all); null = not at all.</param>
    /// <param name="certified">The same of 持证.</param>
    public DistrictBoard(
        DistrictStreets district, TrainingRole? role, Line? line, Func<CountBasis, TrainingRole?, Line?, Hiding?> elsewhere, Func<CountBasis, TrainingRole?, Line?, Hiding?> certified)
    {
        (_district, _role, _line) = (district, role, line);
        var (table, all) = (district.Table, district.District.Id);
        int[] streets = [.. district.Streets.Select(s => s.Id)];
        TrainingRole[] roles = [.. RoleFacts.All.Union(table.RolesAt(all))];
        Roles = role is { } only ? [only] : [.. roles.Where(r => table.Of(all, r, line)[Measure.InPost] > 0).OrderBy(r => r.LineOf()).ThenBy(r => r)];
        _posts = new((street, r, l) => table.Of(street ?? all, r, l).Required, streets, roles, false, NoStreet, NoLine,
            (street, r, l) => street is null && elsewhere(CountBasis.Assignment, r, l) != Hiding.None, (street, r, l) => street is null && elsewhere(CountBasis.Assignment, r, l) == Hiding.None, refreshers: false);
        _people = new((street, r, l) => People(street ?? all, r, l).Required, streets, roles, false, NoStreet, NoLine,
            (street, r, l) => _posts.Of(street, r, l) != Hiding.None || (street is null && elsewhere(CountBasis.Person, r, l) is not (null or Hiding.None)),
            (street, r, l) => street is null && elsewhere(CountBasis.Person, r, l) == Hiding.None && _posts.Of(street, r, l) == Hiding.None, refreshers: false);
        _certifiedPosts = new((street, r, l) => table.Of(street ?? all, r, l).Certified, streets, roles, false, NoStreet, NoLine,
            (street, r, l) => _posts.Of(street, r, l) != Hiding.None || (street is null && certified(CountBasis.Assignment, r, l) != Hiding.None),
            (street, r, l) => street is null && certified(CountBasis.Assignment, r, l) == Hiding.None && _posts.Of(street, r, l) == Hiding.None, refreshers: false);
        _certifiedPeople = new((street, r, l) => People(street ?? all, r, l).Certified, streets, roles, false, NoStreet, NoLine,
            (street, r, l) => _people.Of(street, r, l) != Hiding.None || _certifiedPosts.Of(street, r, l) != Hiding.None
                || (street is null && certified(CountBasis.Person, r, l) is not (null or Hiding.None)),
            (street, r, l) => street is null && certified(CountBasis.Person, r, l) == Hiding.None && _people.Of(street, r, l) == Hiding.None
                && _certifiedPosts.Of(street, r, l) == Hiding.None, refreshers: false);
    }

    public IReadOnlyList<TrainingRole> Roles { get; }

    /// <param name="street">Null = the district.</param>
    /// <param name="role">Null = all that are looked at.</param>
    public Hiding Hides(CountBasis basis, OrgUnit? street, TrainingRole? role) => (basis == CountBasis.Person ? _people : _posts).Of(street?.Id, role ?? _role, _line);

    /// <param name="street">Null = the district.</param>
    /// <param name="role">Null = all that are looked at.</param>
    public RateCounts Of(CountBasis basis, OrgUnit? street, TrainingRole? role) => basis == CountBasis.Person
        ? People((street ?? _district.District).Id, role ?? _role, _line) : _district.Table.Of((street ?? _district.District).Id, role ?? _role, _line);

    /// <summary>The certification rate: "62.5%", "&lt;5" or "＊" where too few are required, "—" where too few are certified or nobody is required.</summary>
    public string Told(CountBasis basis, OrgUnit? street, TrainingRole? role)
    {
        if (Hides(basis, street, role) is var hiding && hiding != Hiding.None) return RateWords.Mark(hiding);
        var certified = (basis == CountBasis.Person ? _certifiedPeople : _certifiedPosts).Of(street?.Id, role ?? _role, _line);
        return certified == Hiding.None ? Of(basis, street, role).CertificationRate.Percent : "—";
    }

    private RateCounts People(int unit, TrainingRole? role, Line? line) => _district.Table.People(unit, role, line, line is { } of ? _district.Doubles.GetValueOrDefault(of) : null);
}
