using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;

namespace Training.Modules.Insights.Queries;

/// <summary>
/// Which figures of a forecast one reader is not told. One rule for all horizons and for the seats: a cell is small where any of its
/// figures is, so that nobody works out one day from another, and what is hidden beside it is looked for once. Pure.
/// </summary>
public sealed class ForecastCells
{
    /// <summary>
    /// Stands for the seats, which no street has: without it a role in which nothing lapses would be taken for a sum of zeros that everybody knows.
    /// </summary>
    private const int Seats = int.MinValue;

    private readonly SmallCells _small;

    public ForecastCells(IReadOnlyList<LapseForecast> horizons, IReadOnlyList<int> streets, AssignmentScope scope) => _small = new((street, role, line) => Least(street switch
    {
        Seats => horizons.Select(h => h.Seats(role, line)),
        null => horizons.SelectMany(h => new[] { h.Lapses(null, role, line), h.Seats(role, line) }),
        _ => horizons.Select(h => h.Lapses(street, role, line)),
    }), [.. streets, Seats], RoleFacts.All, scope);

    /// <summary>How a figure of a cell or total is told; nulls = all.</summary>
    public Hiding Of(int count, int? street, TrainingRole? role, Line? line) =>
        _small.Of(street, role, line) is var hiding && hiding == Hiding.None ? Hiding.None : hiding == Hiding.Few && count is > 0 and < RateCell.Few ? Hiding.Few : Hiding.Complement;

    /// <summary>The smallest that is not 0; 0 where all are.</summary>
    private static int Least(IEnumerable<int> counts) => counts.Where(c => c > 0).DefaultIfEmpty(0).Min();
}
