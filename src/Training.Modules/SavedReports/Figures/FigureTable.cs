using System.Collections.Concurrent;

namespace Training.Modules.SavedReports.Figures;

/// <summary>The answer: counts of every cell, and of every total over one or more dimensions. Immutable once made; shared between requests.</summary>
public sealed class FigureTable
{
    private readonly Dictionary<FigureKey, FigureCounts> _cells;

    private FigureTable(FigureQuery query, Dictionary<FigureKey, FigureCounts> cells) => (Query, _cells) = (query, cells);

    public FigureQuery Query { get; }

    public FigureCounts this[FigureKey key] => _cells.GetValueOrDefault(key, FigureCounts.Zero);

    public FigureCounts Total => this[FigureKey.Total];

    /// <summary>Cells and totals.</summary>
    public IReadOnlyDictionary<FigureKey, FigureCounts> All => _cells;

    /// <summary>What is hidden of it, by scope: found once while it is kept in memory.</summary>
    internal ConcurrentDictionary<string, FigureHiding> Hidings { get; } = new();

    /// <summary>Cells without totals.</summary>
    public IEnumerable<FigureKey> Keys => _cells.Keys.Where(k => !Enumerable.Range(0, Query.By.Count).Any(i => k[i] == FigureKey.All));

    /// <summary>Values of a dimension that occur.</summary>
    public IReadOnlyList<int> Values(int dimension) => [.. Keys.Select(k => k[dimension]).Distinct()];

    /// <summary>Of counts that may be added up: assignments.</summary>
    public static FigureTable Adding(FigureQuery query, IEnumerable<(FigureKey Key, FigureCounts Counts)> cells)
    {
        var sums = new Dictionary<FigureKey, FigureCounts>();
        foreach (var (key, counts) in cells)
            for (var mask = 0; mask < 1 << query.By.Count; mask++)
            {
                var at = key.TotalOver(mask);
                if (!sums.TryGetValue(at, out var sum)) sums[at] = sum = new();
                sum.Add(counts);
            }
        return new(query, sums);
    }

    /// <summary>Of counts whose totals were counted too: people.</summary>
    internal static FigureTable Whole(FigureQuery query, Dictionary<FigureKey, FigureCounts> cells) => new(query, cells);
}
