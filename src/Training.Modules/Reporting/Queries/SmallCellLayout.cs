using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Queries;

/// <summary>The figures of 街镇 × 岗位 that some page shows, and how they add up: what <see cref="SmallCells"/> hides among.</summary>
internal sealed class SmallCellLayout(
    Func<int?, TrainingRole?, Line?, int> count, IReadOnlySet<int> ownStreets, IReadOnlySet<Line> ownLines, Func<int?, TrainingRole?, Line?, bool> hidden, Func<int?, TrainingRole?, Line?, bool> told)
{
    private static readonly Line[] Lines = Enum.GetValues<Line>();

    public List<HideableFigure> Figures { get; } = [];
    public List<int[]> Sums { get; } = [];

    /// <summary>Figures by street, role and line; nulls = all. Several keys may name one figure.</summary>
    public Dictionary<(int? Street, TrainingRole? Role, Line? Line), int> Cells { get; } = [];

    /// <summary>Figures of the roles with an annual refresher together.</summary>
    public Dictionary<(int? Street, Line? Line), int> Annual { get; } = [];

    public void Lay(IReadOnlyList<int> streets, IReadOnlyList<TrainingRole> roles, bool refreshers)
    {
        var posts = roles.SelectMany(r => LinesOf(r).Select(l => (Role: r, Line: l))).ToList();
        var lines = posts.Select(p => p.Line).Distinct().ToList();
        foreach (var s in streets)
            foreach (var (r, l) in posts) Add(s, r, l, 0, null);
        foreach (var s in streets) Group(s, posts, lines, roleCost: 1, lineCost: 2);
        foreach (var s in streets) Add(s, null, null, 3, [.. lines.Select(l => Cells[(s, null, l)])]);
        foreach (var (r, l) in posts) Add(null, r, l, 3, [.. streets.Select(s => Cells[(s, r, l)])]);
        Group(null, posts, lines, roleCost: 3, lineCost: 4);
        foreach (var l in lines) Sums.Add([Cells[(null, null, l)], .. streets.Select(s => Cells[(s, null, l)])]);
        Add(null, null, null, 9, [.. lines.Select(l => Cells[(null, null, l)])]);
        Sums.Add([Cells[(null, null, null)], .. streets.Select(s => Cells[(s, null, null)])]);
        if (refreshers)
            foreach (var s in streets.Select(s => (int?)s).Append(null)) Refreshing(s, posts);
        KnowWhatFollows();
    }

    /// <summary>The only one of a sum that is not known follows from the others: to hide it would protect nothing.</summary>
    private void KnowWhatFollows()
    {
        for (var found = true; found;)
        {
            found = false;
            foreach (var sum in Sums)
                if (sum.Where(i => !Figures[i].Known).Take(2).ToList() is [var only] && !Figures[only].Secret)
                {
                    Figures[only] = Figures[only] with { Known = true };
                    found = true;
                }
        }
    }

    /// <summary>Totals of the roles and of the lines of a street or of all.</summary>
    private void Group(int? street, List<(TrainingRole Role, Line Line)> posts, List<Line> lines, int roleCost, int lineCost)
    {
        foreach (var role in posts.GroupBy(p => p.Role, p => Cells[(street, p.Role, p.Line)]))
            if (role.ToArray() is [var only]) Cells[(street, role.Key, null)] = only;
            else Add(street, role.Key, null, roleCost, [.. role]);
        foreach (var l in lines) Add(street, null, l, lineCost, [.. posts.Where(p => p.Line == l).Select(p => Cells[(street, p.Role, l)])]);
    }

    /// <summary>Those who refresh each year, by line and together.</summary>
    private void Refreshing(int? street, List<(TrainingRole Role, Line Line)> posts)
    {
        var annual = posts.Where(p => p.Role.AnnualRequired()).GroupBy(p => p.Line, p => Cells[(street, p.Role, p.Line)]).ToList();
        foreach (var line in annual) Annual[(street, line.Key)] = Together([.. line]);
        if (annual.Count > 0) Annual[(street, null)] = Together([.. annual.Select(a => Annual[(street, a.Key)])]);
    }

    /// <summary>Hidden before any cell: it is the least that anybody looks for.</summary>
    private int Together(int[] parts)
    {
        if (parts is [var only]) return only;
        Sums.Add([Figures.Count, .. parts]);
        Put(parts.Sum(p => Figures[p].Value), parts.All(p => Figures[p].Known), -1);
        return Figures.Count - 1;
    }

    /// <summary>A total of what the reader knows is known, however small.</summary>
    private void Add(int? street, TrainingRole? role, Line? line, int cost, int[]? parts)
    {
        var value = count(street, role, line);
        if (parts is not null) Sums.Add([Figures.Count, .. parts]);
        Cells[(street, role, line)] = Figures.Count;
        Put(value, (street is { } s && ownStreets.Contains(s)) || (line is { } l && ownLines.Contains(l)) || parts?.All(p => Figures[p].Known) == true || told(street, role, line), cost, hidden(street, role, line));
    }

    private void Put(int value, bool known, int cost, bool hiddenElsewhere = false)
    {
        known |= value == 0;
        Figures.Add(new(value, !known && (hiddenElsewhere || value < RateCell.Few), known, cost));
    }

    private IEnumerable<Line> LinesOf(TrainingRole role) => Lines.Where(l => count(null, role, l) > 0).DefaultIfEmpty(role.LineOf());
}
