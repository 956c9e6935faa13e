using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Insights.Models;

/// <summary>
/// Which counts of districts × lines the city is not told: fewer than five, and so many others that none of them follows from totals. The
/// same whatever line is looked at. Pure.
/// </summary>
public sealed class CityCells
{
    private const int Few = 5;

    private readonly Dictionary<(int? District, Line? Line), Hiding> _hiding = [];

    /// <param name="districts">How many.</param>
    /// <param name="count">Of a district (null = all) and a line (null = all).</param>
    public CityCells(int districts, Func<int, Line?, int> count)
    {
        var figures = new List<HideableFigure>();
        var keys = new List<(int? District, Line? Line)>();
        var sums = new List<int[]>();
        Line[] lines = Enum.GetValues<Line>();
        var byLine = lines.ToDictionary(l => l, _ => new List<int>());
        var totals = new List<int>();
        for (var d = 0; d < districts; d++)
        {
            var parts = new List<int>();
            foreach (var line in lines)
            {
                parts.Add(Add(d, line, count(d, line), 0));
                byLine[line].Add(parts[^1]);
            }
            totals.Add(Add(d, null, count(d, null), 1));
            sums.Add([totals[^1], .. parts]);
        }
        var lineTotals = lines.Select(l => Add(null, l, Enumerable.Range(0, districts).Sum(d => count(d, l)), 2, byLine[l])).ToList();
        sums.Add([Add(null, null, Enumerable.Range(0, districts).Sum(d => count(d, null)), 3, totals), .. lineTotals]);
        var hiding = Complement.Of(figures, sums);
        for (var i = 0; i < keys.Count; i++) _hiding[keys[i]] = hiding[i];

        int Add(int? district, Line? line, int value, int cost, List<int>? of = null)
        {
            if (of is not null) sums.Add([figures.Count, .. of]);
            keys.Add((district, line));
            figures.Add(new(value, value is > 0 and < Few, value == 0, cost));
            return figures.Count - 1;
        }
    }

    /// <summary>Nulls = all.</summary>
    public Hiding Of(int? district, Line? line) => _hiding[(district, line)];
}
