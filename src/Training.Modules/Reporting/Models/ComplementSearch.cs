namespace Training.Modules.Reporting.Models;

/// <summary>
/// Hides one figure after another beside the secret ones until none of them follows (<see cref="Complement"/>). A sum with a single hidden
/// figure gives it away at once, so the equations as a whole are looked at only when there is no such sum any more: a table of
/// 220 街镇 takes some milliseconds.
/// </summary>
internal sealed class ComplementSearch
{
    private readonly IReadOnlyList<HideableFigure> _figures;
    private readonly IReadOnlyList<(int Figure, int Factor)[]> _sums;
    private readonly List<int>[] _in;
    private readonly int[] _hidden;
    private readonly Hiding[] _hiding;

    public ComplementSearch(IReadOnlyList<HideableFigure> figures, IReadOnlyList<(int Figure, int Factor)[]> sums)
    {
        (_figures, _sums, _hidden, _hiding) = (figures, sums, new int[sums.Count], new Hiding[figures.Count]);
        _in = [.. figures.Select(_ => new List<int>())];
        for (var s = 0; s < sums.Count; s++)
            foreach (var (figure, _) in sums[s]) _in[figure].Add(s);
    }

    public IReadOnlyList<Hiding> Run()
    {
        for (var i = 0; i < _figures.Count; i++) if (_figures[i].Secret) Hide(i, Hiding.Few);
        while (Next() is { } more) Hide(more, Hiding.Complement);
        return _hiding;
    }

    private void Hide(int figure, Hiding how)
    {
        _hiding[figure] = how;
        foreach (var sum in _in[figure]) _hidden[sum]++;
    }

    /// <summary>The figure to hide next; null when nothing hidden can be derived any more.</summary>
    private int? Next()
    {
        // First where a figure is the only one hidden of a sum, then anywhere beside it, at last beside any hidden one: a figure
        // may also follow from several sums in which the other unknowns cancel out.
        foreach (var alone in Enumerable.Range(0, _sums.Count).Where(s => _hidden[s] == 1).GroupBy(OnlyHidden).OrderBy(g => g.Key))
            if (Cheapest(alone) is { } beside) return beside;
        var derivable = Complement.Derivable(_hiding, _sums);
        if (derivable.Count == 0) return null;
        return derivable.Select(d => Cheapest(_in[d])).FirstOrDefault(c => c is not null) ?? Cheapest(Enumerable.Range(0, _sums.Count).Where(s => _hidden[s] > 0));
    }

    private int OnlyHidden(int sum) => _sums[sum].First(t => _hiding[t.Figure] != Hiding.None).Figure;

    /// <summary>One that stands in several sums with hidden figures closes several holes at once.</summary>
    private int? Cheapest(IEnumerable<int> among) => among.SelectMany(s => _sums[s].Select(t => t.Figure)).Distinct().Where(i => _hiding[i] == Hiding.None && !_figures[i].Known)
        .OrderBy(i => _figures[i].Cost).ThenByDescending(i => _in[i].Count(s => _hidden[s] > 0)).ThenBy(i => _figures[i].Value).ThenBy(i => i)
        .Select(i => (int?)i).FirstOrDefault();
}
