using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Training.Platform.Contents;

namespace Training.Modules.Courseware.Models;

/// <summary>A pack's <c>module.yaml</c> (docs/content-format.md).</summary>
[Description("One training module")]
public sealed record ModuleFile
{
    [Description("Unique in the repository and never changed"), RegularExpression("module-[a-z0-9-]+")]
    public required string Key { get; init; }

    [Description("As in the curriculum"), RegularExpression(CurriculumCodes.Pattern)]
    public required string Code { get; init; }

    [StringLength(40, MinimumLength = 2)] public required string Title { get; init; }
    public required Strand Strand { get; init; }

    [Description("学时 of 45 minutes"), Range(0.5, 10)]
    public required decimal Hours { get; init; }

    [StringLength(60, MinimumLength = 5)] public required string Summary { get; init; }

    [Description("What a learner can do afterwards, in observable verbs"), Length(3, 5)]
    public required IReadOnlyList<string> Outcomes { get; init; }

    [Description("Module codes")] public IReadOnlyList<string> Prerequisites { get; init; } = [];
    public bool RedLine { get; init; }

    [JsonConverter(typeof(CamelCaseWords<ReviewState>))]
    public required ReviewState Review { get; init; }

    [Description("Who has to review it"), StringLength(400, MinimumLength = 5)] public required string ReviewNote { get; init; }
    [Description("Shown before entering"), StringLength(300, MinimumLength = 10)] public string? ContentNotice { get; init; }
    [Description("Date of the law texts that were read")] public required DateOnly LawCheckedOn { get; init; }
}

/// <summary>Front matter of a file in <c>lessons/</c>.</summary>
[Description("Front matter of a lesson")]
public sealed record LessonFront
{
    [Description("Unique in the repository and never changed"), RegularExpression("lesson-[a-z0-9-]+")]
    public required string Key { get; init; }

    [StringLength(40, MinimumLength = 2)] public required string Title { get; init; }
    [Range(5, 15)] public required int Minutes { get; init; }
    [Description("One question to take along"), StringLength(60, MinimumLength = 5)] public required string Think { get; init; }
}

/// <summary>Front matter of <c>tool.md</c>.</summary>
[Description("Front matter of a pocket tool")]
public sealed record ToolFront
{
    [Description("Unique in the repository and never changed"), RegularExpression("tool-[a-z0-9-]+")]
    public required string Key { get; init; }

    [StringLength(40, MinimumLength = 2)] public required string Title { get; init; }
}

/// <summary>The 26 modules of the curriculum: only these codes exist (domain/curriculum.md §1).</summary>
public static class CurriculumCodes
{
    public const string Pattern = "O0[1-4]|R0[1-8]|T0[1-8]|F0[1-6]";

    public static bool IsKnown(string code) => System.Text.RegularExpressions.Regex.IsMatch(code, $"^(?:{Pattern})$");
}
