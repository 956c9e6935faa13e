using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Queries;

/// <summary>A cell of the heat table.</summary>
/// <param name="InScope">Its people may be seen by name.</param>
/// <param name="Hiding">Whether the reader is told at all.</param>
public sealed record RateCell(OrgUnit? Unit, TrainingRole Role, RateCounts Counts, bool InScope, Hiding Hiding)
{
    /// <summary>Fewer are shown as counts, without colour; outside one's scope not even that.</summary>
    public const int Few = 5;

    public bool IsFew => Counts.Required < Few;
}

public sealed record RateRow(OrgUnit Unit, IReadOnlyList<RateCell> Cells, RateCounts Total, Hiding Hiding);

/// <summary>街镇 × 岗位 on one day, as one reader sees it.</summary>
public sealed class RateBoard
{
    private readonly RateTable _table;
    private readonly AssignmentScope _scope;
    private readonly Line? _line;
    private readonly TrainingRole? _scheme;
    private readonly SmallCells _small;
    private readonly SmallCounts _counts;
    private readonly LineDoubles? _doubles;

    /// <param name="scheme">Only the role of this scheme; null = all.</param>
    /// <param name="small">What the reader is not told, where it is known already.</param>
    /// <param name="doubles">Where the table does not hold the people of each role within the line (<see cref="RateTable.Mixed"/>).</param>
    /// <param name="counts">The same of the other counts.</param>
    public RateBoard(
        RateTable table, OrgUnit district, IReadOnlyList<OrgUnit> streets, Line? line, AssignmentScope scope, TrainingRole? scheme = null, SmallCells? small = null, LineDoubles? doubles = null,
        SmallCounts? counts = null)
    {
        (_table, _scope, _line, _scheme, _doubles, District) = (table, scope, line, scheme, doubles, district);
        int[] all = [.. streets.Select(s => s.Id)];
        TrainingRole[] roles = [.. RoleFacts.All.Union(table.RolesAt(district.Id))];
        _small = small ?? new((street, role, ofLine) => table.Of(street ?? district.Id, role, ofLine).Required, all, roles, scope);
        _counts = counts ?? new((street, role, ofLine) => table.Of(street ?? district.Id, role, ofLine), all, roles, scope, _small);
        var present = table.RolesAt(district.Id, line);
        Roles = scheme is { } only ? [only]
            : [.. RoleFacts.All.Where(r => line is null ? true : r.LineOf() == line).Union(present).OrderBy(r => r.LineOf()).ThenBy(r => r)];
        Rows = [.. streets.Select(s => new RateRow(s, [.. Roles.Select(r => Cell(s, r))], table.Of(s.Id, scheme, line), Hides(s, null)))];
        Totals = [.. Roles.Select(r => Cell(null, r))];
        Total = table.Of(district.Id, scheme, line);
        People = table.People(district.Id, scheme, line, doubles);
        Annual = Total.AnnualRefreshRate;
    }

    public OrgUnit District { get; }
    public IReadOnlyList<TrainingRole> Roles { get; }
    public IReadOnlyList<RateRow> Rows { get; }

    /// <summary>All streets, by role.</summary>
    public IReadOnlyList<RateCell> Totals { get; }

    public RateCounts Total { get; }

    /// <summary>人头口径 of the district.</summary>
    public RateCounts People { get; }

    public Rate Annual { get; }

    public IEnumerable<IGrouping<Line, TrainingRole>> Lines => Roles.GroupBy(r => r.LineOf());

    /// <summary>Counts of a selection; null = all.</summary>
    public RateCounts Of(OrgUnit? unit, TrainingRole? role) => _table.Of((unit ?? District).Id, role ?? _scheme, _line);

    /// <summary>人头口径 of a selection; null = all.</summary>
    public RateCounts PeopleOf(OrgUnit? unit, TrainingRole? role) => _table.People((unit ?? District).Id, role ?? _scheme, _line, _doubles);

    /// <summary>Whether the reader is told a cell or total: small ones outside the scope are not, nor what they follow from.</summary>
    public Hiding Hides(OrgUnit? unit, TrainingRole? role) => _small.Of(unit?.Id, role ?? _scheme, _line);

    /// <summary>The same of the roles with an annual refresher, as one number.</summary>
    public Hiding HidesAnnual(OrgUnit? unit, TrainingRole? role) =>
        Hides(unit, role) is var whole && whole != Hiding.None ? whole : _small.OfAnnual(unit?.Id, role ?? _scheme, _line);

    /// <summary>How one count of a cell or total is told: not with the cell, nor where it is small outside the scope, nor where a small one follows from it.</summary>
    public Hiding Hides(OrgUnit? unit, TrainingRole? role, Measure measure) => Hides(unit, role, measure, Of(unit, role)[measure]);

    /// <summary>The same of 不计入, which is 在岗 without 应训.</summary>
    public Hiding HidesExcluded(OrgUnit? unit, TrainingRole? role) => Hides(unit, role, Measure.InPost, Of(unit, role).Excluded);

    /// <summary>How a count is marked that is not told beside others that are.</summary>
    internal static Hiding MarkOf(int count) => count < RateCell.Few ? Hiding.Few : Hiding.Complement;

    /// <summary>True when every person that the board counts may be seen by name.</summary>
    public bool IsAllInScope => InScope(null, null) || Total[Measure.InPost] == _scope.SubDistricts.Sum(s => _table.Of(s, _scheme, _line)[Measure.InPost]);

    /// <summary>True when every person of the selection may be seen by name.</summary>
    public bool InScope(OrgUnit? unit, TrainingRole? role) => _scope.CoversAll
        || (unit is not null && _scope.SubDistricts.Contains(unit.Id))
        || (_scope.Lines.Count > 0 && LinesOf(role ?? _scheme).All(_scope.Lines.Contains));

    /// <summary>The cell to look at first: the lowest rate in scope, small cells only where there is no other.</summary>
    public RateCell? Lowest => Rows.SelectMany(r => r.Cells).Where(c => c.InScope && c.Hiding == Hiding.None && c.Counts.Missing > 0)
        .OrderBy(c => c.IsFew).ThenBy(c => (double)c.Counts.Certified / c.Counts.Required).ThenByDescending(c => c.Counts.Missing).FirstOrDefault();

    /// <summary>In which lines the posts of a selection stand.</summary>
    private IReadOnlyList<Line> LinesOf(TrainingRole? role) => _line is { } line ? [line]
        : role is not { } r ? Enum.GetValues<Line>()
        : _table.LinesOf(District.Id, r) is { Count: > 0 } lines ? lines : [r.LineOf()];

    private Hiding Hides(OrgUnit? unit, TrainingRole? role, Measure measure, int count)
    {
        var whole = measure is Measure.AnnualRequired or Measure.RefreshedThisYear ? HidesAnnual(unit, role) : Hides(unit, role);
        return whole != Hiding.None || !_counts.Hides(unit?.Id, role ?? _scheme, _line, measure) ? whole : MarkOf(count);
    }

    private RateCell Cell(OrgUnit? unit, TrainingRole role) => new(unit, role, Of(unit, role), InScope(unit, role), Hides(unit, role));
}
