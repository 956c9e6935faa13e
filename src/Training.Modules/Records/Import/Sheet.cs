namespace Training.Modules.Records.Import;

/// <summary>A file as a table of texts.</summary>
/// <param name="Head">Headings.</param>
/// <param name="Rows">Rows that are not empty, as they stand in the file.</param>
public sealed record Sheet(IReadOnlyList<string> Head, IReadOnlyList<SheetRow> Rows);

/// <param name="Number">As a spreadsheet counts: the heading is row 1.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells);

/// <summary>A file that cannot be taken; the message is in Chinese and says what to do.</summary>
public sealed class SheetException(string message) : Exception(message);

/// <summary>Limits of a file. Hostile ones are met before they are unpacked.</summary>
public static class SheetLimits
{
    public const int Rows = 5_000, Columns = 40, CellLength = 500;

    /// <summary>Bytes of a workbook once unpacked: many times what 5,000 rows need.</summary>
    public const long Unpacked = 60L * 1024 * 1024;

    /// <summary>Parts within a workbook.</summary>
    public const int Parts = 200;
}
