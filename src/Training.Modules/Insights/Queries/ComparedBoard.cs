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

    public ComparedBoard(RateTable then, RateTable now, RatesStart start)
    {
        (_then, _now, _start) = (then, now, start);
        // As the dashboards of the two days tell it.
        (_smallThen, _smallNow) = (Small((unit, role, line) => then.Of(unit, role, line).Required), Small((unit, role, line) => now.Of(unit, role, line).Required));
        // 已完成, 即将到期 and people may be few where posts are not: small where any of them is, on either day.
        _smallParts = Small((unit, role, line) => Parts(then, unit, role, line).Concat(Parts(now, unit, role, line)).Where(c => c > 0).DefaultIfEmpty(0).Min());

        SmallCells Small(Func<int, TrainingRole?, Line?, int> count) => new((street, role, line) => count(street ?? start.District.Id, role, line),
            [.. start.Streets.Select(s => s.Id)], [.. RoleFacts.All.Union(then.RolesAt(start.District.Id)).Union(now.RolesAt(start.District.Id))], start.Scope);
    }

    /// <summary>Counts of both days; null = all.</summary>
    public (RateCounts From, RateCounts To) Of(OrgUnit? unit, TrainingRole? role, Line? line) => (_then.Of(Id(unit), role, line), _now.Of(Id(unit), role, line));

    /// <summary>人头口径 of the district on both days.</summary>
    public (RateCounts From, RateCounts To) PeopleOf(TrainingRole? role, Line? line) => (_then.People(Id(null), role, line), _now.People(Id(null), role, line));

    /// <summary>应训, 持证 and the rate.</summary>
    public bool Tells(OrgUnit? unit, TrainingRole? role, Line? line) =>
        _smallThen.Of(unit?.Id, role, line) == Hiding.None && _smallNow.Of(unit?.Id, role, line) == Hiding.None;

    /// <summary>已完成, 即将到期 and people too.</summary>
    public bool TellsParts(OrgUnit? unit, TrainingRole? role, Line? line) => Tells(unit, role, line) && _smallParts.Of(unit?.Id, role, line) == Hiding.None;

    private int Id(OrgUnit? unit) => (unit ?? _start.District).Id;

    private static IEnumerable<int> Parts(RateTable table, int unit, TrainingRole? role, Line? line)
    {
        var (posts, people) = (table.Of(unit, role, line), table.People(unit, role, line));
        return [posts[Measure.Completed], posts[Measure.ExpiringSoon], people.Required, people.Certified];
    }
}
