using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;

namespace Training.Modules.Insights.Models;

/// <summary>
/// Which counts of districts × roles × lines the city is not told: fewer than five, and so many others that none of them follows from totals.
/// The same whatever role or line is looked at. Pure.
/// </summary>
public sealed class CityCells
{
    private static readonly HashSet<int> NoDistrict = [];
    private static readonly HashSet<Line> NoLine = [];
    private readonly SmallCells _cells;

    /// <param name="districts">How many.</param>
    /// <param name="roles">Roles with a count anywhere.</param>
    /// <param name="count">Of a district, a role (null = all) and a line (null = all).</param>
    public CityCells(int districts, IReadOnlyList<TrainingRole> roles, Func<int, TrainingRole?, Line?, int> count) => _cells = new(
        (district, role, line) => district is { } at ? count(at, role, line) : Enumerable.Range(0, districts).Sum(d => count(d, role, line)),
        [.. Enumerable.Range(0, districts)], roles, false, NoDistrict, NoLine, refreshers: false);

    /// <summary>Nulls = all.</summary>
    public Hiding Of(int? district, TrainingRole? role, Line? line) => _cells.Of(district, role, line);
}
