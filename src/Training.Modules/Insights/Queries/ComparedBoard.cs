using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;

namespace Training.Modules.Insights.Queries;

/// <summary>Two days as one reader sees them. A figure is told where it is told on both days, whatever line or scheme is looked at.</summary>
public sealed class ComparedBoard
{
    private readonly RateTable _then;
    private readonly RateTable _now;
    private readonly RatesStart _start;
    private readonly SmallCells _smallThen;
    private readonly SmallCells _smallNow;
    private readonly SmallCells _smallParts;
    private readonly (LineDoubles? Then, LineDoubles? Now) _doubles;

    /// <param name="small">What the dashboards of the two days do not tell the reader.</param>
    /// <param name="doubles">Of the line that is looked at, see <see cref="RateTable.People"/>.</param>
    public ComparedBoard(RateTable then, RateTable now, RatesStart start, (SmallCells Then, SmallCells Now) small, (LineDoubles? Then, LineDoubles? Now) doubles)
    {
        (_then, _now, _start, _doubles) = (then, now, start, doubles);
        (_smallThen, _smallNow) = small;
        // 已完成, 即将到期 and people may be few where posts are not: small where any of them is, on either day.
        _smallParts = new((street, role, line) => Parts(then, doubles.Then, street, role, line).Concat(Parts(now, doubles.Now, street, role, line)).Where(c => c > 0).DefaultIfEmpty(0).Min(),
            [.. start.Streets.Select(s => s.Id)], [.. RoleFacts.All.Union(then.RolesAt(start.District.Id)).Union(now.RolesAt(start.District.Id))], start.Scope);

        IEnumerable<int> Parts(RateTable table, LineDoubles? of, int? street, TrainingRole? role, Line? line)
        {
            var unit = street ?? start.District.Id;
            var (posts, people) = (table.Of(unit, role, line), table.PeopleOrPosts(unit, role, line, of));
            return [posts[Measure.Completed], posts[Measure.ExpiringSoon], people.Required, people.Certified];
        }
    }

    /// <summary>Counts of both days; null = all.</summary>
    public (RateCounts From, RateCounts To) Of(OrgUnit? unit, TrainingRole? role, Line? line) => (_then.Of(Id(unit), role, line), _now.Of(Id(unit), role, line));

    /// <summary>人头口径 of the district on both days.</summary>
    public (RateCounts From, RateCounts To) PeopleOf(TrainingRole? role, Line? line) =>
        (_then.People(Id(null), role, line, _doubles.Then), _now.People(Id(null), role, line, _doubles.Now));

    /// <summary>应训, 持证 and the rate.</summary>
    public bool Tells(OrgUnit? unit, TrainingRole? role, Line? line) =>
        _smallThen.Of(unit?.Id, role, line) == Hiding.None && _smallNow.Of(unit?.Id, role, line) == Hiding.None;

    /// <summary>已完成, 即将到期 and people too.</summary>
    public bool TellsParts(OrgUnit? unit, TrainingRole? role, Line? line) => Tells(unit, role, line) && _smallParts.Of(unit?.Id, role, line) == Hiding.None;

    private int Id(OrgUnit? unit) => (unit ?? _start.District).Id;
}
