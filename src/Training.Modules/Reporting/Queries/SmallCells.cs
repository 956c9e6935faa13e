using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Queries;

/// <summary>
/// Which cells and totals of 街镇 × 岗位 one reader is not told, the same whatever line or scheme is looked at: else a narrower
/// table would tell what a wider one hides. An assignment counts in the line of its role here.
/// </summary>
public sealed class SmallCells
{
    private readonly Dictionary<(int? Street, TrainingRole? Role, Line? Line), Hiding> _hiding = [];

    /// <param name="count">People of a cell; nulls = all.</param>
    public SmallCells(Func<int?, TrainingRole?, Line?, int> count, IReadOnlyList<int> streets, IReadOnlyList<TrainingRole> roles, AssignmentScope scope)
        : this(count, streets, roles, scope.CoversAll, scope.SubDistricts, scope.Lines)
    {
    }

    /// <param name="coversAll">Nothing is hidden.</param>
    /// <param name="ownStreets">Streets that the reader sees in full.</param>
    /// <param name="ownLines">Lines that the reader sees in full.</param>
    public SmallCells(
        Func<int?, TrainingRole?, Line?, int> count, IReadOnlyList<int> streets, IReadOnlyList<TrainingRole> roles, bool coversAll, IReadOnlySet<int> ownStreets, IReadOnlySet<Line> ownLines)
    {
        if (coversAll) return;
        var figures = new List<HideableFigure>();
        var keys = new List<(int? Street, TrainingRole? Role, Line? Line)>();
        var sums = new List<int[]>();
        var lines = roles.Select(r => r.LineOf()).Distinct().ToList();
        var cells = streets.ToDictionary(s => s, s => roles.ToDictionary(r => r, r => Add(s, r, null, 0)));
        var lineOfStreet = streets.ToDictionary(s => s, s => lines.ToDictionary(l => l, l => Add(s, null, l, 2, roles.Where(r => r.LineOf() == l).Select(r => cells[s][r]))));
        var streetTotals = streets.Select(s => Add(s, null, null, 3, lines.Select(l => lineOfStreet[s][l]))).ToList();
        var roleTotals = roles.ToDictionary(r => r, r => Add(null, r, null, 3, streets.Select(s => cells[s][r])));
        var lineTotals = lines.ToDictionary(l => l, l => Add(null, null, l, 4, roles.Where(r => r.LineOf() == l).Select(r => roleTotals[r])));
        foreach (var l in lines) sums.Add([lineTotals[l], .. streets.Select(s => lineOfStreet[s][l])]);
        sums.Add([Add(null, null, null, 9, lineTotals.Values), .. streetTotals]);
        var hiding = Complement.Of(figures, sums);
        for (var i = 0; i < keys.Count; i++) _hiding[keys[i]] = hiding[i];

        // A total of what the reader knows is known, however small.
        int Add(int? street, TrainingRole? role, Line? line, int cost, IEnumerable<int>? of = null)
        {
            var parts = of?.ToArray();
            var value = count(street, role, line);
            var known = value == 0 || (street is { } s && ownStreets.Contains(s)) || ((line ?? role?.LineOf()) is { } l && ownLines.Contains(l))
                || parts?.All(p => figures[p].Known) == true;
            if (parts is not null) sums.Add([figures.Count, .. parts]);
            keys.Add((street, role, line));
            figures.Add(new(value, !known && value < RateCell.Few, known, cost));
            return figures.Count - 1;
        }
    }

    /// <summary>Nulls = all.</summary>
    public Hiding Of(int? street, TrainingRole? role, Line? line) =>
        _hiding.GetValueOrDefault((street, role, role is null ? line : null));
}
