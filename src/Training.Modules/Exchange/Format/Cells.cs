using System.Globalization;

namespace Training.Modules.Exchange.Format;

/// <summary>
/// How values are written into cells. A text that a spreadsheet program could take for a formula gets an apostrophe before it, and
/// so does one that begins with an apostrophe: whoever reads takes exactly one apostrophe away, and nothing is lost.
/// </summary>
public static class Cells
{
    public const char Guard = '\'';

    private const string Dangerous = "=+-@\t\r\n＝＋－＠'";

    public static string Protect(string text) => IsDangerous(text) ? Guard + text : text;

    /// <summary>A protected text as a cell of a line of comma separated values, quoted where needed.</summary>
    public static string InLine(string text)
    {
        var cell = Protect(text);
        return cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    public static string Unprotect(string cell) => cell.Length > 0 && cell[0] == Guard ? cell[1..] : cell;

    /// <summary>2026-05-15.</summary>
    public static string Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>2026-05-15T04:00:00Z, with as many decimals of the second as there are.</summary>
    public static string Of(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string Of(DateTime? utc) => utc is { } moment ? Of(moment) : "";

    public static string Of(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    public static string Of(bool yes) => yes ? "yes" : "no";

    /// <summary>Programs look past blanks before a formula.</summary>
    private static bool IsDangerous(string text)
    {
        if (text.Length == 0) return false;
        if (Dangerous.Contains(text[0], StringComparison.Ordinal)) return true;
        var first = text.AsSpan().TrimStart();
        return first.Length > 0 && first.Length < text.Length && Dangerous.Contains(first[0], StringComparison.Ordinal);
    }
}
