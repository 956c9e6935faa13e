using System.Collections.Immutable;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// One state of the aggregate: which months are meant, and the changes since they were written. Immutable: a table, its trend and its
/// other days are read from the same one, and what was made of it is kept in memory under it.
/// </summary>
public sealed class RateLog
{
    private readonly ImmutableDictionary<int, Chunk> _byUnit;
    private readonly IReadOnlySet<long> _lately;

    private RateLog(long epoch, long seen, IReadOnlySet<long> lately, ImmutableDictionary<int, Chunk> byUnit) =>
        (Epoch, Seen, _lately, _byUnit) = (epoch, seen, lately, byUnit);

    /// <summary>Of <see cref="RateEpoch"/>.</summary>
    public long Epoch { get; }

    /// <summary>Rows written by this transaction (SQLite: with this id) and later may have come since.</summary>
    public long Seen { get; }

    public static RateLog Start(long epoch) => new(epoch, 0, new HashSet<long>(), ImmutableDictionary<int, Chunk>.Empty);

    /// <summary>With what has come since; this one where that is nothing.</summary>
    /// <param name="rows">All rows from <see cref="Seen"/> on.</param>
    public RateLog With(IReadOnlyList<(long Id, byte[] Data)> rows, long seen)
    {
        var fresh = rows.Where(r => !_lately.Contains(r.Id)).ToList();
        if (fresh.Count == 0) return this;
        var byUnit = _byUnit;
        foreach (var unit in fresh.SelectMany(r => RateChange.Unpack(r.Data)).GroupBy(c => c.Key.UnitId))
            byUnit = byUnit.SetItem(unit.Key, Chunk.Append(byUnit.GetValueOrDefault(unit.Key), [.. unit]));
        return new(Epoch, seen, rows.Select(r => r.Id).ToHashSet(), byUnit);
    }

    /// <summary>Changes of a unit up to a day.</summary>
    public IEnumerable<Contribution> Until(int unitId, DateOnly day)
    {
        for (var chunk = _byUnit.GetValueOrDefault(unitId); chunk is not null; chunk = chunk.Before)
            foreach (var change in chunk.Items)
                if (change.On <= day) yield return change;
    }

    /// <summary>Units that have changed.</summary>
    public IEnumerable<int> Units => _byUnit.Keys;

    /// <summary>A list that grows without touching what others read of it: chunks of at least double the size of the next.</summary>
    private sealed record Chunk(Contribution[] Items, Chunk? Before)
    {
        public static Chunk Append(Chunk? tail, Contribution[] items)
        {
            for (; tail is not null && tail.Items.Length < items.Length * 2; tail = tail.Before) items = [.. tail.Items, .. items];
            return new(items, tail);
        }
    }
}
