namespace Training.Modules.Reporting.Models;

/// <summary>A cell or total of a table of several dimensions.</summary>
/// <param name="At">Its place in each dimension; the number of places of the dimension = the total over it.</param>
/// <param name="Values">One for each measure.</param>
/// <param name="Known">Within the reader's scope: hiding it would protect nothing.</param>
/// <param name="Hidden">Hidden whole, because another page hides it.</param>
public sealed record CubeCell(IReadOnlyList<int> At, IReadOnlyList<int> Values, bool Known, bool Hidden = false);

/// <summary>A way in which figures of one cell may change together without breaking an identity: measures with +1 or −1.</summary>
public sealed record CubeMove(params (int Measure, int Sign)[] Steps);

/// <summary>What the reader of a table knows about its measures.</summary>
public sealed record CubeRules
{
    /// <summary>A cell with fewer than five of one of these is hidden whole; the first of them is zero in empty cells only.</summary>
    public required IReadOnlyList<int> Populations { get; init; }

    /// <summary>How a person more or less in a cell changes its populations; the first that fits is taken.</summary>
    public required IReadOnlyList<CubeMove> Whole { get; init; }

    /// <summary>For each measure, how it may change within a cell; none = it stays hidden where it is small, and nothing is hidden for it.</summary>
    public required IReadOnlyDictionary<int, IReadOnlyList<CubeMove>> Parts { get; init; }

    /// <summary>For each measure, what changes with it when somebody is added to a cell.</summary>
    public required IReadOnlyDictionary<int, CubeMove> Added { get; init; }

    /// <summary>Where the first is hidden, so is the second: in some cells they are the same.</summary>
    public IReadOnlyList<(int Measure, int With)> Tied { get; init; } = [];

    /// <summary>
    /// Measures that are zero in some places of some dimensions, as everybody knows: where a cell hidden whole has any, its totals
    /// over these dimensions hide them too.
    /// </summary>
    public IReadOnlyList<int> Partial { get; init; } = [];

    /// <summary>See <see cref="Partial"/>.</summary>
    public IReadOnlyList<int> PartialOver { get; init; } = [];

    /// <summary>In this dimension a cell that has only people counted by the first of <see cref="Partial"/> is not paired with another such.</summary>
    public int? Parting { get; init; }
}

/// <summary>
/// The complement rule of <see cref="Complement"/> for tables of several dimensions, totals and measures, where a table may have
/// thousands of cells. For each hidden figure there is another table with the same shown figures, the same totals and the same
/// identities in which it has another value: people moved along the edges of a box of cells, all of whose figures that change
/// are hidden. A hidden cell hides all its measures; in a cell that is shown small measures are hidden with a complement.
/// </summary>
public sealed class ComplementCube
{
    private readonly CubeShape _shape;
    private readonly CubeHiding _hiding;
    private readonly CubeRules _rules;
    private readonly CubeSearch _search;

    private ComplementCube(IReadOnlyList<int> sizes, IReadOnlyList<CubeCell> cells, CubeRules rules)
    {
        _rules = rules;
        _shape = new(sizes, cells);
        _hiding = new(_shape, rules);
        _search = new(_shape, _hiding, rules);
    }

    /// <param name="sizes">Places of each dimension, without the total.</param>
    /// <param name="cells">Cells and totals with anybody in them.</param>
    /// <returns>How each measure of each cell is told.</returns>
    public static IReadOnlyList<Hiding[]> Of(IReadOnlyList<int> sizes, IReadOnlyList<CubeCell> cells, CubeRules rules)
    {
        var cube = new ComplementCube(sizes, cells, rules);
        cube.HideCells();
        cube.HideTotalsOfPartial();
        cube.HideParts();
        return [.. Enumerable.Range(0, cells.Count).Select(c => Enumerable.Range(0, cells[c].Values.Count).Select(m => cube._hiding.Of(c, m)).ToArray())];
    }

    private void HideCells()
    {
        var cells = Enumerable.Range(0, _shape.Count).Where(c => !_shape.Known[c]).ToList();
        foreach (var c in cells.Where(c => _shape.Cells[c].Hidden || _hiding.IsFew(c))) _hiding.HideWhole(c);
        foreach (var c in cells.Where(c => _hiding.IsWhole(c)).OrderBy(c => _shape.Totals(c)).ThenBy(c => _shape.Value(c, _rules.Populations[0])).ToList())
        {
            if (_hiding.IsSafe(c)) continue;
            var move = _rules.Whole.FirstOrDefault(w => w.Steps.All(s => _shape.Value(c, s.Measure) > 0)) ?? _rules.Whole[^1];
            if (_search.Box(c, move, whole: true) is { } box)
                foreach (var v in box) { _hiding.HideWhole(v); _hiding.MakeSafe(v); }
            else
                foreach (var v in _search.Pillar(c, null)) { _hiding.HideWhole(v, loose: _hiding.BreaksByOneMore(v, move)); _hiding.MakeSafe(v); }
        }
    }

    private void HideTotalsOfPartial()
    {
        if (_rules.Partial.Count == 0 || _rules.PartialOver.Count == 0) return;
        for (var c = 0; c < _shape.Count; c++)
        {
            if (!_hiding.IsWhole(c) || _shape.Value(c, _rules.Partial[0]) == 0) continue;
            for (var mask = 1; mask < 1 << _rules.PartialOver.Count; mask++)
            {
                var total = c;
                for (var i = 0; i < _rules.PartialOver.Count && total >= 0; i++)
                    if ((mask & (1 << i)) != 0) total = _shape.Neighbor(total, _rules.PartialOver[i], _shape.Sizes[_rules.PartialOver[i]]);
                if (total < 0 || total == c || _shape.Known[total] || _hiding.IsWhole(total)) continue;
                foreach (var m in _rules.Partial)
                    if (_shape.Value(total, m) > 0) { _hiding.HidePart(total, m); _hiding.MakeSafe(total, m); }
            }
        }
    }

    private void HideParts()
    {
        _hiding.FindKnown();
        var secrets = new List<(int Cell, int Measure)>();
        for (var c = 0; c < _shape.Count; c++)
            foreach (var m in _rules.Added.Keys)
                if (!_hiding.IsWhole(c) && !_hiding.IsKnown(c, m) && CubeHiding.Small(_shape.Value(c, m)))
                {
                    _hiding.HidePart(c, m);
                    secrets.Add((c, m));
                }
        foreach (var (c, m) in secrets.OrderBy(s => _shape.Totals(s.Cell)).ThenBy(s => s.Measure))
        {
            if (_hiding.IsSafe(c, m) || !_rules.Parts.TryGetValue(m, out var moves)) continue;
            var best = moves.Select(w => (Move: w, Box: _search.Box(c, w, whole: false))).Where(x => x.Box is not null).OrderBy(x => _search.CostOf(x.Box!, x.Move)).FirstOrDefault();
            var (vertices, move, loose) = best.Box is { } box ? (box, best.Move, false) : (_search.Pillar(c, m), _rules.Added[m], true);
            foreach (var v in vertices)
                foreach (var (measure, _) in move.Steps.Append((m, 1)))
                {
                    if (!_hiding.IsWhole(v)) _hiding.HidePart(v, measure, loose && _shape.Value(v, measure) + 1 >= CubeHiding.Few);
                    _hiding.MakeSafe(v, measure);
                    foreach (var (of, with) in _rules.Tied)
                        if (of == measure && !_hiding.IsWhole(v) && _shape.Value(v, with) > 0) _hiding.HidePart(v, with);
                }
        }
    }
}
