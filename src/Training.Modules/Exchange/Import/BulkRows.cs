using Training.Modules.Reporting.Services;

namespace Training.Modules.Exchange.Import;

/// <summary>Rows of one table on their way into the database, some thousand at a time, with ids given beforehand.</summary>
internal sealed class BulkRows<T>(BulkInsert bulk, IReadOnlyList<string> properties) where T : class
{
    private const int AtOnce = 2_000;

    private readonly List<object?[]> _rows = new(AtOnce);

    public async ValueTask AddAsync(CancellationToken cancel, params object?[] values)
    {
        if (values.Length != properties.Count) throw new ArgumentException($"{properties.Count} values are expected.", nameof(values));
        _rows.Add(values);
        if (_rows.Count == AtOnce) await FlushAsync(cancel);
    }

    public async Task FlushAsync(CancellationToken cancel)
    {
        await bulk.RunAsync<T>(_rows, properties, cancel);
        _rows.Clear();
    }
}
