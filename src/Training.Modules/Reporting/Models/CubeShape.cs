namespace Training.Modules.Reporting.Models;

/// <summary>Where the cells of a table lie, and which of them the reader knows.</summary>
internal sealed class CubeShape
{
    private readonly int[] _strides;
    private readonly int[] _cellAt;
    private readonly int[] _at;

    public CubeShape(IReadOnlyList<int> sizes, IReadOnlyList<CubeCell> cells)
    {
        (Sizes, Cells) = (sizes, cells);
        _strides = new int[sizes.Count];
        var length = 1;
        for (var a = 0; a < sizes.Count; a++) (_strides[a], length) = (length, length * (sizes[a] + 1));
        _cellAt = new int[length];
        Array.Fill(_cellAt, -1);
        _at = [.. cells.Select(c => c.At.Select((p, a) => p * _strides[a]).Sum())];
        for (var c = 0; c < cells.Count; c++) _cellAt[_at[c]] = c;
        Known = [.. cells.Select(c => c.Known)];
        // A total of what the reader knows is known, however small.
        foreach (var c in Enumerable.Range(0, cells.Count).OrderBy(Totals))
            for (var a = 0; a < sizes.Count && !Known[c]; a++)
                if (IsTotal(c, a)) Known[c] = Parts(c, a).All(p => Known[p]);
    }

    public IReadOnlyList<int> Sizes { get; }
    public IReadOnlyList<CubeCell> Cells { get; }
    public bool[] Known { get; }
    public int Count => Cells.Count;

    public int Value(int cell, int measure) => Cells[cell].Values[measure];

    public bool IsTotal(int cell, int dimension) => Cells[cell].At[dimension] == Sizes[dimension];

    /// <summary>Over how many dimensions it is a total.</summary>
    public int Totals(int cell)
    {
        var count = 0;
        for (var a = 0; a < Sizes.Count; a++) count += IsTotal(cell, a) ? 1 : 0;
        return count;
    }

    /// <summary>The cell at another place of one dimension; -1 = nobody there.</summary>
    public int Neighbor(int cell, int dimension, int place) => _cellAt[_at[cell] + ((place - Cells[cell].At[dimension]) * _strides[dimension])];

    /// <summary>The cell that lies as far away in all dimensions as the others do in one each; -1 = nobody there.</summary>
    public int Corner(int cell, IReadOnlyList<int> others, int mask)
    {
        var at = _at[cell];
        for (var a = 0; a < others.Count; a++)
            if ((mask & (1 << a)) != 0) at += _at[others[a]] - _at[cell];
        return _cellAt[at];
    }

    /// <summary>Cells of which a total over a dimension is the sum.</summary>
    public IEnumerable<int> Parts(int total, int dimension)
    {
        for (var place = 0; place < Sizes[dimension]; place++)
            if (Neighbor(total, dimension, place) is >= 0 and var part) yield return part;
    }
}
