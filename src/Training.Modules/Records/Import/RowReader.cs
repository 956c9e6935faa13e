using System.Globalization;
using Training.Modules.Learning.Models;
using Training.Modules.Records.Models;

namespace Training.Modules.Records.Import;

/// <summary>Cells of a row by their headings.</summary>
internal sealed class RowReader
{
    private static readonly string[] DayForms = ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];
    private readonly Dictionary<string, int> _columns = [];

    /// <summary>What is wrong with the headings; empty = rows may be read.</summary>
    public IReadOnlyList<ImportProblem> Problems { get; }

    public RowReader(IReadOnlyList<string> head)
    {
        var problems = new List<ImportProblem>();
        for (var i = 0; i < head.Count; i++)
        {
            if (head[i].Length == 0) continue;
            if (!ImportColumns.All.Contains(head[i])) problems.Add(new(1, head[i], "", $"不认识“{head[i]}”这一列。请用模板的列名，多余的列删去。"));
            else if (!_columns.TryAdd(head[i], i)) problems.Add(new(1, head[i], "", $"“{head[i]}”有两列，请留一列。"));
        }
        foreach (var name in ImportColumns.Required)
            if (!_columns.ContainsKey(name)) problems.Add(new(1, name, "", $"缺“{name}”这一列，请下载模板对照。"));
        Problems = problems;
    }

    public string Cell(SheetRow row, string column) => _columns.TryGetValue(column, out var at) && at < row.Cells.Count ? row.Cells[at].Trim() : "";

    /// <summary>The draft of a row; what cannot be read becomes a problem, and then the draft is null.</summary>
    public EntryDraft? Draft(SheetRow row, List<ImportProblem> problems)
    {
        var before = problems.Count;
        void Add(string column, string message) => problems.Add(new(row.Number, column, Short(Cell(row, column)), message));

        var word = Cell(row, ImportColumns.Kind);
        var kind = EntryKinds.Parse(word);
        if (kind is null) Add(ImportColumns.Kind, $"类型写成其中一个：{string.Join("、", EntryKinds.InFiles.Select(k => k.Title()))}。");
        if (Number(Cell(row, ImportColumns.Hours)) is not { } hours) { Add(ImportColumns.Hours, "学时写成数字，例如 1.5。"); hours = 0; }
        int? score = null;
        if (Cell(row, ImportColumns.Score) is { Length: > 0 } points)
        {
            if (int.TryParse(points, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)) score = whole;
            else Add(ImportColumns.Score, "得分写成整数，例如 85。");
        }
        var on = Day(Cell(row, ImportColumns.On));
        if (on is null) Add(ImportColumns.On, "发生日期写成 2026-03-05 这样。");
        if (problems.Count > before || kind is null) return null;
        return new EntryDraft
        {
            Kind = kind.Value, Subject = Cell(row, ImportColumns.Subject), Title = Cell(row, ImportColumns.Title), Hours = hours, Score = score,
            Category = OrNull(Cell(row, ImportColumns.Category)), Level = OrNull(Cell(row, ImportColumns.Level)), Topic = OrNull(Cell(row, ImportColumns.Topic)),
            On = on, Note = Cell(row, ImportColumns.Note),
        };
    }

    /// <summary>Column of a field of the draft.</summary>
    public static string ColumnOf(string field) => field switch
    {
        nameof(EntryDraft.Subject) => ImportColumns.Subject,
        nameof(EntryDraft.Title) => ImportColumns.Title,
        nameof(EntryDraft.Hours) => ImportColumns.Hours,
        nameof(EntryDraft.Score) => ImportColumns.Score,
        nameof(EntryDraft.Category) => ImportColumns.Category,
        nameof(EntryDraft.Level) => ImportColumns.Level,
        nameof(EntryDraft.Topic) => ImportColumns.Topic,
        nameof(EntryDraft.On) => ImportColumns.On,
        _ => ImportColumns.Note,
    };

    internal static string Short(string value) => value.Length <= 20 ? value : value[..20] + "…";

    private static string? OrNull(string cell) => cell.Length == 0 ? null : cell;

    private static decimal? Number(string cell) => cell.Length == 0 ? 0
        : decimal.TryParse(cell, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 10_000 ? number : null;

    private static DateOnly? Day(string cell) =>
        DateOnly.TryParseExact(cell.Split(' ')[0], DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
