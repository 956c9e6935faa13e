using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Training.Modules.Exchange.Format;

/// <summary>Writes the rows of one file: UTF-8 without mark, RFC 4180, texts protected (<see cref="Cells"/>).</summary>
public sealed class FactWriter : IAsyncDisposable
{
    private readonly FactFile _file;
    private readonly CsvWriter _csv;

    public FactWriter(FactFile file, Stream stream)
    {
        _file = file;
        _csv = new CsvWriter(new StreamWriter(stream, new UTF8Encoding(false), 64 * 1024),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                NewLine = "\r\n", HasHeaderRecord = false,
                // By itself it looks only for the line end that it writes.
                ShouldQuote = cell => cell.Field is { } field && (field.AsSpan().IndexOfAny(",\"\r\n") >= 0 || field.StartsWith(' ') || field.EndsWith(' ')),
            });
        foreach (var column in file.Columns) _csv.WriteField(column.Name);
        _csv.NextRecord();
    }

    /// <summary>Rows written, without the heading.</summary>
    public long Rows { get; private set; }

    /// <summary>One cell a column, in their order.</summary>
    public void Row(params ReadOnlySpan<string?> cells)
    {
        if (cells.Length != _file.Columns.Count) throw new ArgumentException($"{_file.Name} has {_file.Columns.Count} columns.", nameof(cells));
        foreach (var cell in cells) _csv.WriteField(Cells.Protect(cell ?? ""));
        _csv.NextRecord();
        Rows++;
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}
