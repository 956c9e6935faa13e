using System.Text.RegularExpressions;
using Training.Modules.Learning.Models;

namespace Training.Modules.Records.Models;

/// <summary>What the checks need to know of the site's content.</summary>
/// <param name="Modules">Codes of the published modules; true = a red-line module.</param>
/// <param name="Tasks">Codes of the published practical tasks.</param>
public sealed record EntryContext(DateOnly Today, IReadOnlyDictionary<string, bool> Modules, IReadOnlySet<string> Tasks)
{
    /// <summary>What may be waived for everybody whom the entry concerns; red-line modules never, whatever stands here.</summary>
    public IReadOnlySet<string> Waivable { get; init; } = EntryRules.WaivableByDefault;
}

/// <summary>What may be entered by hand or by file. The same rules for the form, for corrections and for imports.</summary>
public static partial class EntryRules
{
    public const int SubjectMax = 40, TitleMin = 2, TitleMax = 60, NoteMin = 4, NoteMax = 100, WordMax = 40;

    /// <summary>Of <see cref="Evidence.Reason"/>.</summary>
    public const int ReasonMax = 200;

    /// <summary>学时 of one row. More than a week of whole days is a typing mistake.</summary>
    public const decimal HoursMax = 60;

    /// <summary>How far back something may have happened.</summary>
    public const int YearsBack = 10;

    /// <summary>Percent from which a practical task is passed (domain/roles.md §4).</summary>
    public const int TaskPassPercent = 60;

    /// <summary>免修认定 where no scheme says anything else (domain/roles.md §4): T, F, R01, R02, R08.</summary>
    public static readonly IReadOnlySet<string> WaivableByDefault =
        new HashSet<string>([.. Enumerable.Range(1, 8).Select(i => $"T0{i}"), .. Enumerable.Range(1, 6).Select(i => $"F0{i}"), "R01", "R02", "R08"]);

    /// <summary>Everything that is wrong, by field; empty = may be entered.</summary>
    public static IReadOnlyList<EntryProblem> Check(EntryDraft draft, EntryContext context)
    {
        var problems = new List<EntryProblem>();
        void Add(string field, string message) => problems.Add(new(field, message));

        CheckSubject(draft, context, Add);
        if (draft.Kind is not (EvidenceKind.Waived or EvidenceKind.TaskAssessed))
        {
            if (draft.Title.Length is < TitleMin or > TitleMax) Add(nameof(draft.Title), $"名称要写 {TitleMin} 到 {TitleMax} 个字。");
            else if (PrivateWords.Find(draft.Title) is { } found) Add(nameof(draft.Title), found);
        }
        if (draft.Hours < 0 || draft.Hours > HoursMax || decimal.Round(draft.Hours, 2) != draft.Hours)
            Add(nameof(draft.Hours), $"学时在 0 到 {HoursMax} 之间，最多两位小数。");
        else if (draft.Kind == EvidenceKind.Waived && draft.Hours != 0) Add(nameof(draft.Hours), "免修不计学时，请填 0 或留空。");
        else if (draft.Kind == EvidenceKind.OutsideTraining && draft.Hours == 0) Add(nameof(draft.Hours), "外部培训要写认定的学时。");
        if (draft.Kind == EvidenceKind.TaskAssessed)
        {
            if (draft.Score is not (>= 0 and <= 100)) Add(nameof(draft.Score), "得分是 0 到 100 的整数。");
            else if (draft.Score < TaskPassPercent) Add(nameof(draft.Score), $"不到 {TaskPassPercent} 分不能登记为合格，请改好任务再评。");
        }
        else if (draft.Score is not null) Add(nameof(draft.Score), "只有实操评分有得分，请留空。");
        if (draft.On is not { } on) Add(nameof(draft.On), "发生日期写成 2026-03-05 这样。");
        else if (on > context.Today) Add(nameof(draft.On), "发生日期不能晚于今天。");
        else if (on < context.Today.AddYears(-YearsBack)) Add(nameof(draft.On), $"发生日期不能早于 {YearsBack} 年前。");
        if (draft.Note.Length is < NoteMin or > NoteMax) Add(nameof(draft.Note), $"说明依据，{NoteMin} 到 {NoteMax} 个字，例如“签到表原件在街镇存档”。");
        else if (PrivateWords.Find(draft.Note) is { } found) Add(nameof(draft.Note), found);
        foreach (var (field, word) in new[] { (nameof(draft.Category), draft.Category), (nameof(draft.Level), draft.Level), (nameof(draft.Topic), draft.Topic) })
            if (word?.Length > WordMax) Add(field, $"最多 {WordMax} 个字。");
        return problems;
    }

    private static void CheckSubject(EntryDraft draft, EntryContext context, Action<string, string> add)
    {
        var code = draft.Subject;
        if (draft.Kind == EvidenceKind.Waived)
        {
            if (RefuseWaiver(code, context) is { } refusal) add(nameof(draft.Subject), refusal);
        }
        else if (draft.Kind == EvidenceKind.TaskAssessed)
        {
            if (!context.Tasks.Contains(code)) add(nameof(draft.Subject), $"没有编号为“{Short(code)}”的实操任务。可用的编号：{string.Join("、", context.Tasks.Order(StringComparer.Ordinal))}。");
        }
        else if (!Code().IsMatch(code))
        {
            add(nameof(draft.Subject), $"编号用字母、数字、汉字和“-”，最多 {SubjectMax} 个，例如 2026-秋训-01。");
        }
    }

    /// <summary>Which modules may be waived: what the schemes of the people concerned allow; O02, R05, R06 never (domain/roles.md §4, 免修认定).</summary>
    /// <returns>Why not; null = it may.</returns>
    public static string? RefuseWaiver(string code, EntryContext context) =>
        code is "O02" or "R05" or "R06" || context.Modules.GetValueOrDefault(code) ? $"{Short(code)} 是红线模块，不能免修，请安排学习。"
        : context.Waivable.Contains(code) ? null
        : $"“{Short(code)}”不能免修：按这些人的认证方案，可以免修的是 {string.Join("、", context.Waivable.Order(StringComparer.Ordinal))}。";

    private static string Short(string code) => code.Length <= 12 ? code : code[..12] + "…";

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}\-_./]{0,39}$")]
    private static partial Regex Code();
}
