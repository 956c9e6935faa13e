namespace Training.Modules.Assessment.Models;

/// <summary>
/// A shuffle that gives the same order for the same seed on every machine and in every version of .NET, which
/// <see cref="Random"/> does not promise: an attempt is stored as its seed alone (SplitMix64, Fisher–Yates).
/// </summary>
internal sealed class Shuffle(int seed)
{
    private ulong _state = unchecked((ulong)seed);

    public List<T> Of<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = (int)(Next() % (ulong)(i + 1));
            (list[i], list[j]) = (list[j], list[i]);
        }
        return list;
    }

    private ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
