namespace Training.Modules.Reporting.Models;

/// <summary>What of a table is hidden so far, and what follows for the values that a hidden figure might have.</summary>
internal sealed class CubeHiding(CubeShape shape, CubeRules rules)
{
    public const int Few = Queries.RateCell.Few;

    private readonly Hiding[] _whole = new Hiding[shape.Count];
    private readonly bool[] _wholeSafe = new bool[shape.Count];

    /// <summary>Told as "＊" though it is small: then "＊" says nothing about it.</summary>
    private readonly bool[] _wholeLoose = new bool[shape.Count];

    // One bit for each measure.
    private readonly ulong[] _parts = new ulong[shape.Count], _loose = new ulong[shape.Count], _safe = new ulong[shape.Count], _known = new ulong[shape.Count];

    public static bool Small(int value) => value is > 0 and < Few;

    public bool IsFew(int cell) => rules.Populations.Any(p => Small(shape.Value(cell, p)));

    public bool IsWhole(int cell) => _whole[cell] != Hiding.None;

    public bool IsSafe(int cell) => _wholeSafe[cell];

    public bool IsSafe(int cell, int measure) => (_safe[cell] & Bit(measure)) != 0;

    public bool IsKnown(int cell, int measure) => (_known[cell] & Bit(measure)) != 0;

    public bool IsHidden(int cell, int measure) => IsWhole(cell) || (_parts[cell] & Bit(measure)) != 0;

    public void HideWhole(int cell, bool loose = false)
    {
        _wholeLoose[cell] |= loose;
        _whole[cell] = IsFew(cell) && !_wholeLoose[cell] ? Hiding.Few : Hiding.Complement;
    }

    public void HidePart(int cell, int measure, bool loose = false)
    {
        _parts[cell] |= Bit(measure);
        if (loose) _loose[cell] |= Bit(measure);
    }

    public void MakeSafe(int cell) => _wholeSafe[cell] = true;

    public void MakeSafe(int cell, int measure) => _safe[cell] |= Bit(measure);

    public Hiding Of(int cell, int measure) => IsWhole(cell)
        ? _whole[cell] == Hiding.Few && shape.Value(cell, measure) < Few ? Hiding.Few : Hiding.Complement
        : (_parts[cell] & Bit(measure)) == 0 ? Hiding.None
        : Small(shape.Value(cell, measure)) && (_loose[cell] & Bit(measure)) == 0 ? Hiding.Few : Hiding.Complement;

    /// <summary>With one person more a cell told as "&lt;5" would be told otherwise.</summary>
    public bool BreaksByOneMore(int cell, CubeMove move) => IsFew(cell) && move.Steps.Any(s => shape.Value(cell, s.Measure) == Few - 1);

    /// <summary>With so many more or less the figure would be told the same.</summary>
    public bool Allows(int cell, int measure, int more)
    {
        var (value, then) = (shape.Value(cell, measure), shape.Value(cell, measure) + more);
        if (then < 0) return false;
        var population = rules.Populations.Contains(measure);
        if (IsWhole(cell) || population) return Whole();
        return (_loose[cell] & Bit(measure)) != 0 ? then >= 1 : Small(value) == Small(then) && then > 0;

        bool Whole()
        {
            if (then == 0 && measure == rules.Populations[0]) return false;
            if (_wholeLoose[cell]) return true;
            return IsFew(cell) ? (value < Few) == (then < Few) : !population || !Small(then);
        }
    }

    /// <summary>Zeros that are shown, and sums of known figures, are known too. After cells are hidden, before parts of them are.</summary>
    public void FindKnown()
    {
        foreach (var c in Enumerable.Range(0, shape.Count).OrderBy(shape.Totals))
        {
            if (shape.Known[c]) { _known[c] = ulong.MaxValue; continue; }
            if (!IsWhole(c))
                for (var m = 0; m < shape.Cells[c].Values.Count; m++)
                    if (shape.Value(c, m) == 0) _known[c] |= Bit(m);
            for (var a = 0; a < shape.Sizes.Count; a++)
                if (shape.IsTotal(c, a)) _known[c] |= shape.Parts(c, a).Aggregate(ulong.MaxValue, (all, p) => all & _known[p]);
        }
    }

    private static ulong Bit(int measure) => 1ul << measure;
}
