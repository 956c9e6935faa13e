namespace Training.Modules.Reporting.Models;

/// <summary>
/// The bytes of a <see cref="RateMonth"/>, cell by cell in the order of their codes: code, count at the beginning of the month, how many
/// days change it, and for each of them its number in the month and the change.
/// </summary>
public static class UnitMonth
{
    /// <summary>Counts at the end of a day, without the cells that are 0; a day after the month gives those at its end.</summary>
    public static List<(int Code, int Count)> At(ReadOnlySpan<byte> data, DateOnly month, DateOnly day)
    {
        var found = new List<(int, int)>(data.Length / 8);
        for (var cells = CellsAt(data, month, day); cells.Read();) found.Add((cells.Code, cells.Count));
        return found;
    }

    /// <summary>The same one after the other, in the order of their codes.</summary>
    public static CellReader CellsAt(ReadOnlySpan<byte> data, DateOnly month, DateOnly day) =>
        new(data, day < month ? 0 : day >= month.AddMonths(1) ? 31 : day.Day);

    /// <summary>Goes through the cells of a month.</summary>
    public ref struct CellReader(ReadOnlySpan<byte> data, int through)
    {
        private VarintReader _reader = new(data);

        public int Code { get; private set; }
        public int Count { get; private set; }

        /// <summary>To the next cell that is not 0; false when there is none.</summary>
        public bool Read()
        {
            while (!_reader.IsAtEnd)
            {
                (Code, Count) = (_reader.Number(), _reader.Signed());
                for (var changes = _reader.Number(); changes > 0; changes--)
                {
                    var (on, change) = (_reader.Number(), _reader.Signed());
                    if (on <= through) Count += change;
                }
                if (Count != 0) return true;
            }
            return false;
        }
    }

    /// <summary>Counts at the beginning, and the changes of the month.</summary>
    public static (Dictionary<int, int> Start, Dictionary<(int Code, DateOnly On), int> Changes) Open(ReadOnlySpan<byte> data, DateOnly month)
    {
        var reader = new VarintReader(data);
        var (start, changes) = (new Dictionary<int, int>(), new Dictionary<(int, DateOnly), int>());
        while (!reader.IsAtEnd)
        {
            var code = reader.Number();
            if (reader.Signed() is not 0 and var count) start[code] = count;
            for (var left = reader.Number(); left > 0; left--) changes[(code, month.AddDays(reader.Number() - 1))] = reader.Signed();
        }
        return (start, changes);
    }

    public static byte[] Write(IReadOnlyDictionary<int, int> start, IReadOnlyDictionary<(int Code, DateOnly On), int> changes)
    {
        var days = new List<(int Code, int Day, int Change)>(changes.Count);
        foreach (var ((code, on), change) in changes) if (change != 0) days.Add((code, on.Day, change));
        days.Sort();
        int[] cells = [.. start.Where(s => s.Value != 0).Select(s => s.Key).Concat(days.Select(d => d.Code)).Distinct().Order()];
        var writer = new VarintWriter();
        var at = 0;
        foreach (var code in cells)
        {
            var end = at;
            while (end < days.Count && days[end].Code == code) end++;
            writer.Number(code);
            writer.Signed(start.GetValueOrDefault(code));
            writer.Number(end - at);
            for (; at < end; at++)
            {
                writer.Number(days[at].Day);
                writer.Signed(days[at].Change);
            }
        }
        return writer.ToBytes();
    }
}
