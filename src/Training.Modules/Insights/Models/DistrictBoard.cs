using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;

namespace Training.Modules.Insights.Models;

/// <summary>
/// 街镇 × 岗位 of one district as the city is told it, on both bases: cells below five are hidden with a complement, and so is what the city's own
/// page hides of the district. People are hidden as if they added up, and wherever their posts are.
/// </summary>
public sealed class DistrictBoard
{
    private static readonly HashSet<int> NoStreet = [];
    private static readonly HashSet<Line> NoLine = [];
    private readonly DistrictStreets _district;
    private readonly SmallCells _posts, _people;

    /// <param name="hidden">What the city's page hides of the district, by line; null = all lines.</param>
    public DistrictBoard(DistrictStreets district, Func<Line?, bool> hidden)
    {
        _district = district;
        var (table, all) = (district.Table, district.District.Id);
        int[] streets = [.. district.Streets.Select(s => s.Id)];
        TrainingRole[] roles = [.. RoleFacts.All.Union(table.RolesAt(all))];
        Roles = [.. roles.Where(r => table.Of(all, r)[Measure.InPost] > 0).OrderBy(r => r.LineOf()).ThenBy(r => r)];
        _posts = new((street, role, line) => table.Of(street ?? all, role, line).Required, streets, roles, false, NoStreet, NoLine,
            (street, role, line) => street is null && role is null && hidden(line));
        // A role within a line is shown by nobody here; where the table does not hold its people, its posts stand for them.
        _people = new((street, role, line) => table.PeopleOrPosts(street ?? all, role, line).Required, streets, roles, false, NoStreet, NoLine, (street, role, line) => _posts.Of(street, role, line) != Hiding.None);
    }

    public IReadOnlyList<TrainingRole> Roles { get; }

    public Hiding Hides(CountBasis basis, OrgUnit? street, TrainingRole? role) => (basis == CountBasis.Person ? _people : _posts).Of(street?.Id, role, null);

    public RateCounts Of(CountBasis basis, OrgUnit? street, TrainingRole? role) => basis == CountBasis.Person
        ? _district.Table.People((street ?? _district.District).Id, role) : _district.Table.Of((street ?? _district.District).Id, role);
}
