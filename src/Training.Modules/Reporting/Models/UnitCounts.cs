using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// Counts of one unit and basis on one day, those of all cells in one array: a table has hundreds of units, and any day may be asked for.
/// </summary>
internal sealed class UnitCounts
{
    private int[] _counts = new int[12 * RateCounts.Width];
    private Cell[] _cells = new Cell[12];
    private int _used;

    public ReadOnlySpan<Cell> Cells => _cells.AsSpan(0, _used);

    /// <summary>Shared: never to be added to.</summary>
    public RateCounts this[int cell] => new(_counts, cell * RateCounts.Width);

    /// <param name="code">Of a <see cref="RateKey"/>.</param>
    public void Add(int code, int count)
    {
        var cell = IndexOf(code - (code % RateKey.Measures));
        var measure = (Measure)(code % RateKey.Measures);
        _counts[(cell * RateCounts.Width) + (int)measure] += count;
        if (measure == Measure.Required && _cells[cell].IsAnnual) _counts[(cell * RateCounts.Width) + (int)Measure.AnnualRequired] += count;
    }

    private int IndexOf(int code)
    {
        // Mostly the last one: what is stored lies in the order of cells.
        for (var i = _used - 1; i >= 0; i--)
            if (_cells[i].Code == code) return i;
        if (_used == _cells.Length)
        {
            Array.Resize(ref _cells, _used * 2);
            Array.Resize(ref _counts, _counts.Length * 2);
        }
        var key = new RateKey(0, code);
        _cells[_used] = new(code, key.Role, key.Line, key.Basis == CountBasis.Assignment && key.Role is { } role && role.AnnualRequired());
        return _used++;
    }

    /// <param name="Code">Of its first measure.</param>
    public readonly record struct Cell(int Code, TrainingRole? Role, Line? Line, bool IsAnnual);
}
