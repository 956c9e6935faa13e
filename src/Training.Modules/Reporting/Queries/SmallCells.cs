using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Queries;

/// <summary>
/// Which cells and totals of 街镇 × 岗位 one reader is not told, the same whatever line or scheme is looked at: else a narrower
/// table would tell what a wider one hides. A role mostly stands in one line; where its posts stand in several, each of them is a cell.
/// </summary>
public sealed class SmallCells
{
    public static readonly SmallCells Nothing = new();

    private readonly Dictionary<(int? Street, TrainingRole? Role, Line? Line), Hiding> _hiding = [];
    private readonly Dictionary<(int? Street, Line? Line), Hiding> _annual = [];

    /// <param name="count">People of a cell; nulls = all.</param>
    public SmallCells(Func<int?, TrainingRole?, Line?, int> count, IReadOnlyList<int> streets, IReadOnlyList<TrainingRole> roles, AssignmentScope scope)
        : this(count, streets, roles, scope.CoversAll, scope.SubDistricts, scope.Lines)
    {
    }

    /// <param name="coversAll">Nothing is hidden.</param>
    /// <param name="ownStreets">Streets that the reader sees in full.</param>
    /// <param name="ownLines">Lines that the reader sees in full.</param>
    /// <param name="hidden">What another page hides from the same reader.</param>
    /// <param name="told">What another page tells the same reader, so that nothing is protected by hiding it here.</param>
    /// <param name="refreshers">Whether 年度轮训率 is shown beside the cells.</param>
    public SmallCells(
        Func<int?, TrainingRole?, Line?, int> count, IReadOnlyList<int> streets, IReadOnlyList<TrainingRole> roles, bool coversAll, IReadOnlySet<int> ownStreets, IReadOnlySet<Line> ownLines,
        Func<int?, TrainingRole?, Line?, bool>? hidden = null, Func<int?, TrainingRole?, Line?, bool>? told = null, bool refreshers = true)
    {
        if (coversAll) return;
        var laid = new SmallCellLayout(count, ownStreets, ownLines, hidden ?? ((_, _, _) => false), told ?? ((_, _, _) => false));
        laid.Lay(streets, roles, refreshers);
        // What is hidden for another page's sake is not said to be few.
        var hiding = Complement.Of(laid.Figures, laid.Sums).Select((h, i) => h == Hiding.Few && laid.Figures[i].Value >= RateCell.Few ? Hiding.Complement : h).ToList();
        foreach (var (key, figure) in laid.Cells) if (hiding[figure] != Hiding.None) _hiding[key] = hiding[figure];
        foreach (var (key, figure) in laid.Annual) if (hiding[figure] != Hiding.None) _annual[key] = hiding[figure];
    }

    private SmallCells()
    {
    }

    /// <summary>How many are hidden.</summary>
    public int Count => _hiding.Count + _annual.Count;

    /// <summary>Nulls = all.</summary>
    public Hiding Of(int? street, TrainingRole? role, Line? line) => _hiding.GetValueOrDefault((street, role, line));

    /// <summary>Of the roles with an annual refresher together: the whole of 年度轮训率.</summary>
    public Hiding OfAnnual(int? street, TrainingRole? role, Line? line) =>
        role is { } r ? (r.AnnualRequired() ? Of(street, r, line) : Hiding.None) : _annual.GetValueOrDefault((street, line));
}
