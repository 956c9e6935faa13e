using Training.Modules.Records.Models;

namespace Training.Modules.Records.Outside;

/// <summary>What a learner declares.</summary>
public sealed record OutsideDraft
{
    public string Title { get; init; } = "";
    public OrganizerKind? OrganizerKind { get; init; }
    public string Organizer { get; init; } = "";
    public DateOnly? Start { get; init; }
    public DateOnly? End { get; init; }
    public decimal? Hours { get; init; }
}

/// <summary>What may be declared.</summary>
public static class OutsideRules
{
    public const int TitleMin = 4, TitleMax = 60, OrganizerMin = 2, OrganizerMax = 40, DecisionMin = 4, DecisionMax = 150, NotDuplicateMax = 60;

    /// <summary>Hours of a day of training at most: 8 hours of 60 minutes are 10.7 学时 of 45.</summary>
    public const decimal HoursADay = 11;

    /// <summary>Declarations of one person that wait, at most.</summary>
    public const int OpenMax = 20;

    public static IReadOnlyList<EntryProblem> Check(OutsideDraft draft, DateOnly today)
    {
        var problems = new List<EntryProblem>();
        void Add(string field, string message) => problems.Add(new(field, message));

        if (draft.Title.Length is < TitleMin or > TitleMax) Add(nameof(draft.Title), $"培训名称写 {TitleMin} 到 {TitleMax} 个字，照证明上的写。");
        else if (PrivateWords.Find(draft.Title) is { } found) Add(nameof(draft.Title), found);
        if (draft.OrganizerKind is null) Add(nameof(draft.OrganizerKind), "请选择主办方是哪一类。");
        if (draft.Organizer.Length is < OrganizerMin or > OrganizerMax) Add(nameof(draft.Organizer), $"主办方写 {OrganizerMin} 到 {OrganizerMax} 个字。");
        else if (PrivateWords.Find(draft.Organizer) is { } found) Add(nameof(draft.Organizer), found);
        if (draft.Start is not { } start) Add(nameof(draft.Start), "请填开始日期。");
        else if (start < today.AddYears(-EntryRules.YearsBack)) Add(nameof(draft.Start), $"开始日期不能早于 {EntryRules.YearsBack} 年前。");
        if (draft.End is not { } end) Add(nameof(draft.End), "请填结束日期，只有一天就填同一天。");
        else if (end > today) Add(nameof(draft.End), "结束日期不能晚于今天，培训结束以后再申报。");
        else if (end < draft.Start) Add(nameof(draft.End), "结束日期不能早于开始日期。");
        if (draft.Hours is not { } hours || hours <= 0 || hours > EntryRules.HoursMax || decimal.Round(hours, 2) != hours)
            Add(nameof(draft.Hours), $"学时在 0.5 到 {EntryRules.HoursMax} 之间，45 分钟算 1 学时。");
        else if (draft is { Start: { } from, End: { } through } && from <= through && hours > HoursADay * (through.DayNumber - from.DayNumber + 1))
            Add(nameof(draft.Hours), $"{through.DayNumber - from.DayNumber + 1} 天里上不满这么多学时（45 分钟算 1 学时），请核对。");
        return problems;
    }
}
