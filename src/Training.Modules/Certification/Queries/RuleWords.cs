using System.Globalization;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Queries;

/// <summary>Says rules and what is short in words for the learner.</summary>
public static class RuleWords
{
    /// <summary>Name of a line of requirements.</summary>
    /// <param name="titleOf">Title of a module or scenario by its code; null = not known.</param>
    public static string NameOf(this Text text, Requirement requirement, Func<Requirement, string?> titleOf)
    {
        if (requirement.Label is { } label && requirement.Kind != RequirementKind.Module) return label;
        var title = requirement.Subject.Length > 0 ? titleOf(requirement) ?? requirement.Subject : "";
        return requirement.Kind switch
        {
            RequirementKind.Module when title.Length == 0 => text["任选一个模块"],
            RequirementKind.Module => text["模块《{0}》", title],
            RequirementKind.Scenario when title.Length == 0 => text["任选一个情景演练"],
            RequirementKind.Scenario => text["情景演练 {0}", title],
            RequirementKind.Hours => text["选修课程"],
            _ => text[TitleOf(requirement.Kind)],
        };
    }

    /// <summary>Chinese name of a kind, a source string for <see cref="Text"/>.</summary>
    public static string TitleOf(RequirementKind kind) => kind switch
    {
        RequirementKind.Module => "模块",
        RequirementKind.Scenario => "情景演练",
        RequirementKind.Exam => "结业考试",
        RequirementKind.Task => "实操任务",
        RequirementKind.Attendance => "面授",
        RequirementKind.Supervision => "督导",
        RequirementKind.SignOff => "现场签认",
        RequirementKind.Outside => "外部培训",
        RequirementKind.Completion => "原系统的完成记录",
        _ => "选修课程",
    };

    /// <summary>1.5 学时, 2 学分, 3 次.</summary>
    public static string Amount(this Text text, decimal amount, RuleUnit unit)
    {
        var number = amount.ToString("0.##", CultureInfo.InvariantCulture);
        return unit switch
        {
            RuleUnit.Credits => text["{0} 学分", number],
            RuleUnit.Times => text["{0} 次", number],
            RuleUnit.Parts => text["{0} 项", number],
            _ => text["{0} 学时", number],
        };
    }

    /// <summary>Over which time a rule counts, to stand after its name; empty where it says nothing.</summary>
    public static string PeriodWords(this Text text, Rule rule)
    {
        var (months, last) = rule switch
        {
            HoursOf hours => (hours.WithinMonths, hours.SinceLastCompletion),
            Shown shown => (null, shown.SinceLastCompletion),
            _ => ((int?)null, false),
        };
        var period = months is not { } within ? "" : within % 12 == 0 ? text["，最近 {0} 年的才算", within / 12] : text["，最近 {0} 个月的才算", within];
        return last ? period + text["，上次完成以后的都算"] : period;
    }

    /// <summary>What is short, the innermost first: “区级 家庭教育指导还差 2 学分”. Empty when nothing is, or when it is only yes or no.</summary>
    public static IReadOnlyList<string> Shortfalls(this Text text, RuleResult result)
    {
        if (result is { IsMet: false, Rule: Shown { Times: > 1 }, Short: { } times }) return [text["还差 {0}", text.Amount(times, RuleUnit.Times)]];
        return
        [
            .. result.Shortfalls().Where(r => r.Short > 0).Select(r => string.IsNullOrEmpty(r.Name)
                ? text["还差 {0}", text.Amount(r.Short!.Value, r.Unit)]
                : text["{0}还差 {1}", r.Name, text.Amount(r.Short!.Value, r.Unit)]),
        ];
    }
}
