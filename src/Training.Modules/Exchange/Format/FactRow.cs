using System.Globalization;
using CsvHelper;
using Training.Platform.Data;

namespace Training.Modules.Exchange.Format;

/// <summary>One row while it is read: cells by column as what they should be; what they are not becomes a problem.</summary>
public sealed class FactRow
{
    private static readonly string[] MomentForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    private readonly FactFile _file;
    private readonly int[] _columns;
    private readonly CsvParser _parser;
    private readonly FactProblems _problems;
    private readonly int _before;

    internal FactRow(FactFile file, int number, int[] columns, CsvParser parser, FactProblems problems) =>
        (_file, Number, _columns, _parser, _problems, _before) = (file, number, columns, parser, problems, problems.Count);

    /// <summary>As a spreadsheet counts: the heading is row 1.</summary>
    public int Number { get; }

    /// <summary>False once something was wrong with this row.</summary>
    public bool Good => _problems.Count == _before;

    public void Fault(string column, string message, params ReadOnlySpan<object> arguments) =>
        _problems.Add(_file.Name, Number, column, column == "phone" ? "" : Raw(column), message, arguments);

    /// <summary>Null where the cell is empty.</summary>
    public string? Optional(string column, int max)
    {
        var text = Cells.Unprotect(Raw(column));
        if (text.Length == 0) return null;
        if (text.Length > max) Fault(column, "超过 {0} 个字，请改短。", max);
        foreach (var c in text)
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t') || char.IsSurrogate(c) && !IsWhole(text))
            {
                Fault(column, "有看不见的控制字符，请删去。");
                break;
            }
        return text;
    }

    public string Text(string column, int max)
    {
        if (Optional(column, max) is { } text && text.Trim().Length > 0) return text;
        Fault(column, "这一格要填。");
        return "";
    }

    public DateOnly? OptionalDay(string column) => Raw(column).Length == 0 ? null : Day(column);

    public DateOnly Day(string column)
    {
        var text = Raw(column);
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            Fault(column, text.Length == 0 ? "这一格要填。" : "日期写成 2026-05-15 这样，而且要有这一天。");
        else if (day < FactLimits.FirstDay || day > FactLimits.LastDay)
            Fault(column, "日期要在 {0} 到 {1} 之间。", Cells.Of(FactLimits.FirstDay), Cells.Of(FactLimits.LastDay));
        return day;
    }

    /// <summary>A moment; a bare day is noon in China; an empty cell is <paramref name="otherwise"/>.</summary>
    public DateTime Moment(string column, DateTime otherwise)
    {
        var text = Raw(column);
        if (text.Length == 0) return otherwise;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= FactLimits.FirstDay)
            return ChinaTime.StartUtc(day).AddHours(12) is var noon && noon <= otherwise.AddDays(1) ? noon : Late();
        if (DateTime.TryParseExact(text, MomentForms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var moment)
            && moment.Kind == DateTimeKind.Utc && moment.Year >= FactLimits.FirstDay.Year)
            return moment <= otherwise.AddDays(1) ? moment : Late();
        Fault(column, "时间写成 2026-05-15T04:00:00Z 或 2026-05-15 这样，时间要带时区。");
        return otherwise;

        DateTime Late()
        {
            Fault(column, "记录时间在将来，请核对。");
            return otherwise;
        }
    }

    /// <summary>Null where the cell is empty.</summary>
    /// <param name="now">A later moment is refused.</param>
    public DateTime? OptionalMoment(string column, DateTime now) => Raw(column).Length == 0 ? null : Moment(column, now);

    public T Word<T>(string column) where T : struct, Enum
    {
        var text = Raw(column);
        foreach (var value in Enum.GetValues<T>())
            if (value.ToString() == text) return value;
        Fault(column, text.Length == 0 ? "这一格要填。" : "写成其中一个：{0}。", string.Join(", ", Enum.GetNames<T>()));
        return default;
    }

    public T? OptionalWord<T>(string column) where T : struct, Enum => Raw(column).Length == 0 ? null : Word<T>(column);

    public int? OptionalNumber(string column, int least, int most)
    {
        var text = Raw(column);
        if (text.Length == 0) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fault(column, "写成 {0} 到 {1} 的整数。", least, most);
        return null;
    }

    public int Whole(string column, int least, int most)
    {
        if (Raw(column).Length == 0) Fault(column, "这一格要填。");
        return OptionalNumber(column, least, most) ?? least;
    }

    /// <summary>0 to <paramref name="most"/>, two decimals.</summary>
    public decimal? OptionalAmount(string column, decimal most)
    {
        var text = Raw(column);
        if (text.Length == 0) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= most && decimal.Round(number, 2) == number) return number;
        Fault(column, "写成 0 到 {0} 的数，最多两位小数。", most);
        return null;
    }

    public bool Flag(string column)
    {
        var text = Raw(column);
        if (text is not ("" or "yes" or "no")) Fault(column, "写 yes 或 no。");
        return text == "yes";
    }

    public string Raw(string column)
    {
        for (var c = 0; c < _columns.Length; c++)
            if (_file.Columns[c].Name == column) return _columns[c] < 0 ? "" : _parser[_columns[c]];
        throw new ArgumentException($"{_file.Name} has no column {column}.", nameof(column));
    }

    /// <summary>No half of a character of two halves stands alone.</summary>
    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 >= text.Length || !char.IsLowSurrogate(text[++i])) return false;
        }
        return true;
    }
}
