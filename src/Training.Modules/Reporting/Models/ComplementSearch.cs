namespace Training.Modules.Reporting.Models;

/// <summary>What <see cref="Complement"/> has hidden so far, and what it hides next.</summary>
internal sealed class ComplementSearch
{
    private readonly IReadOnlyList<HideableFigure> _figures;
    private readonly IReadOnlyList<(int Figure, int Factor)[]> _sums;
    private readonly Hiding[] _hiding;

    /// <summary>By figure the sums in which it stands.</summary>
    private readonly List<int>[] _sumsOf;

    /// <summary>By sum how many of its figures are hidden.</summary>
    private readonly int[] _hiddenIn;

    public ComplementSearch(IReadOnlyList<HideableFigure> figures, IReadOnlyList<(int Figure, int Factor)[]> sums)
    {
        (_figures, _sums, _hiding, _hiddenIn) = (figures, sums, new Hiding[figures.Count], new int[sums.Count]);
        _sumsOf = [.. figures.Select(_ => new List<int>())];
        for (var s = 0; s < sums.Count; s++)
            foreach (var figure in sums[s].Select(i => i.Figure).Distinct()) _sumsOf[figure].Add(s);
        for (var i = 0; i < figures.Count; i++)
            if (figures[i].Secret) Hide(i, Hiding.Few);
    }

    public IReadOnlyList<Hiding> Hidings => _hiding;

    public void Hide(int figure, Hiding how)
    {
        _hiding[figure] = how;
        foreach (var sum in _sumsOf[figure]) _hiddenIn[sum]++;
    }

    /// <summary>The figure to hide next; null when nothing hidden can be derived any more.</summary>
    public int? Next()
    {
        // First where a figure is the only one hidden of a sum (nothing has to be solved for that), then anywhere beside one that follows,
        // at last beside any hidden one: a figure may also follow from several sums in which the other unknowns cancel out.
        var alone = Enumerable.Range(0, _sums.Count).Where(s => _hiddenIn[s] == 1)
            .Select(s => (Sum: s, Figure: _sums[s].First(i => _hiding[i.Figure] != Hiding.None).Figure)).ToLookup(x => x.Figure, x => x.Sum);
        foreach (var figure in alone.OrderBy(f => f.Key))
            if (Cheapest(figure) is { } beside) return beside;
        var derivable = Derivable();
        if (derivable.Count == 0) return null;
        foreach (var figure in derivable)
            if (Cheapest(_sumsOf[figure]) is { } beside) return beside;
        return Cheapest(Enumerable.Range(0, _sums.Count).Where(s => _hiddenIn[s] > 0));
    }

    /// <summary>One that stands in several sums with hidden figures closes several holes at once.</summary>
    private int? Cheapest(IEnumerable<int> sums) => sums.SelectMany(s => _sums[s].Select(i => i.Figure)).Distinct().Where(i => _hiding[i] == Hiding.None && !_figures[i].Known)
        .OrderBy(i => _figures[i].Cost).ThenByDescending(i => _sumsOf[i].Count(s => _hiddenIn[s] > 0)).ThenBy(i => _figures[i].Value).ThenBy(i => i)
        .Select(i => (int?)i).FirstOrDefault();

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
