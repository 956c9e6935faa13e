namespace Training.Modules.Reporting.Models;

/// <summary>
/// What <see cref="Complement"/> has hidden so far, and what it hides next. A figure that is the only one hidden of a sum follows from it, and
/// is found without solving anything; what follows from several sums together is solved for once for all that follows, so that a table
/// of 220 街镇 takes a handful of solutions and not thousands.
/// </summary>
internal sealed class ComplementSearch
{
    private readonly IReadOnlyList<HideableFigure> _figures;
    private readonly IReadOnlyList<(int Figure, int Factor)[]> _sums;
    private readonly Hiding[] _hiding;

    /// <summary>By figure the sums in which it stands.</summary>
    private readonly List<int>[] _sumsOf;

    /// <summary>By sum how many of its figures are hidden, and their numbers combined: of a single one, its number.</summary>
    private readonly int[] _hiddenIn, _hiddenOf;

    /// <summary>By figure in how many sums with hidden figures it stands.</summary>
    private readonly int[] _touched;

    /// <summary>Figures that may be the only hidden one of a sum.</summary>
    private readonly SortedSet<int> _alone = [];

    public ComplementSearch(IReadOnlyList<HideableFigure> figures, IReadOnlyList<(int Figure, int Factor)[]> sums)
    {
        (_figures, _sums, _hiding) = (figures, sums, new Hiding[figures.Count]);
        (_hiddenIn, _hiddenOf, _touched) = (new int[sums.Count], new int[sums.Count], new int[figures.Count]);
        _sumsOf = [.. figures.Select(_ => new List<int>())];
        for (var s = 0; s < sums.Count; s++)
            foreach (var figure in sums[s].Select(i => i.Figure).Distinct()) _sumsOf[figure].Add(s);
        for (var i = 0; i < figures.Count; i++)
            if (figures[i].Secret) Hide(i, Hiding.Few);
    }

    public IReadOnlyList<Hiding> Run()
    {
        while (true)
        {
            while (BesideOneAlone() is { } beside) Hide(beside, Hiding.Complement);
            var derivable = Derivable();
            if (HideBeside([.. derivable.Where(i => _figures[i].Secret)])) continue;
            // What was hidden for the others' sake and follows from what is shown tells nothing new when it is shown too.
            foreach (var figure in derivable.Where(i => !_figures[i].Secret)) _hiding[figure] = Hiding.None;
            return _hiding;
        }
    }

    private void Hide(int figure, Hiding how)
    {
        _hiding[figure] = how;
        foreach (var sum in _sumsOf[figure])
        {
            _hiddenOf[sum] ^= figure;
            if (++_hiddenIn[sum] > 1) continue;
            _alone.Add(figure);
            foreach (var (other, _) in _sums[sum]) _touched[other]++;
        }
    }

    private bool IsAlone(int sum, int figure) => _hiddenIn[sum] == 1 && _hiddenOf[sum] == figure;

    /// <summary>What to hide beside the first figure that is the only one hidden of a sum; null when there is none, or nothing to hide beside it.</summary>
    private int? BesideOneAlone()
    {
        while (_alone.Count > 0)
        {
            var figure = _alone.Min;
            if (Cheapest(_sumsOf[figure].Where(s => IsAlone(s, figure))) is { } beside) return beside;
            _alone.Remove(figure);
        }
        return null;
    }

    /// <summary>
    /// Hides a figure beside each derivable one that has none beside it yet; where nothing is left beside them, beside any hidden one: a figure
    /// may also follow from several sums in which the other unknowns cancel out.
    /// </summary>
    /// <returns>False when there is nothing to hide, or nothing to hide it beside.</returns>
    private bool HideBeside(IReadOnlyList<int> derivable)
    {
        if (derivable.Count == 0) return false;
        var done = new HashSet<int>();
        foreach (var figure in derivable)
        {
            if (_sumsOf[figure].Exists(done.Contains) || Beside(figure) is not { } beside) continue;
            Hide(beside, Hiding.Complement);
            done.UnionWith(_sumsOf[beside]);
        }
        if (done.Count > 0) return true;
        if (Cheapest(Enumerable.Range(0, _sums.Count).Where(s => _hiddenIn[s] > 0)) is not { } any) return false;
        Hide(any, Hiding.Complement);
        return true;
    }

    /// <summary>In the shortest sum first: in one over all streets there is always another to hide, and it would hardly ever help.</summary>
    private int? Beside(int figure) => _sumsOf[figure].OrderBy(s => _sums[s].Length).Select(s => Cheapest([s])).FirstOrDefault(found => found is not null);

    /// <summary>One that stands in several sums with hidden figures closes several holes at once.</summary>
    private int? Cheapest(IEnumerable<int> sums)
    {
        int? best = null;
        foreach (var sum in sums)
            foreach (var (i, _) in _sums[sum])
                if (_hiding[i] == Hiding.None && !_figures[i].Known && (best is not { } b || Order(i).CompareTo(Order(b)) < 0)) best = i;
        return best;

        (int, int, int, int) Order(int i) => (_figures[i].Cost, -_touched[i], _figures[i].Value, i);
    }

    /// <summary>Hidden figures that follow from what is shown.</summary>
    private IReadOnlyList<int> Derivable()
    {
        var hidden = Enumerable.Range(0, _hiding.Length).Where(i => _hiding[i] != Hiding.None).ToList();
        var column = hidden.Select((h, i) => (h, i)).ToDictionary(x => x.h, x => x.i);
        var rows = new List<Dictionary<int, long>>();
        for (var s = 0; s < _sums.Count; s++)
        {
            if (_hiddenIn[s] == 0) continue;
            var row = new Dictionary<int, long>();
            foreach (var (figure, factor) in _sums[s])
                if (column.TryGetValue(figure, out var c)) row[c] = row.GetValueOrDefault(c) + factor;
            rows.Add(row);
        }
        return [.. NullVector.Determined(rows, hidden.Count).Select(c => hidden[c])];
    }
}
