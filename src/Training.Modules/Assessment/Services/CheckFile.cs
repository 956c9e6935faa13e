using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Training.Modules.Assessment.Models;
using Training.Platform.Contents;

namespace Training.Modules.Assessment.Services;

/// <summary><c>check.yaml</c> of a pack as it is written (docs/content-format.md).</summary>
public sealed record CheckFile
{
    [Description("Unique in the repository and never changed.")]
    [RegularExpression("check-[a-z0-9]+(-[a-z0-9]+)*")]
    public required string Key { get; init; }

    [Description("Questions drawn for an attempt; at most as many as there are.")]
    [Range(1, 60)]
    public required int Draw { get; init; }

    [Description("Percent of right answers needed to pass.")]
    [Range(50, 100)]
    public required int PassPercent { get; init; }

    [Length(10, 200)]
    public required IReadOnlyList<QuestionFile> Questions { get; init; }
}

public sealed record QuestionFile
{
    [RegularExpression("[a-z0-9]+(-[a-z0-9]+)*")]
    public required string Key { get; init; }

    [Description("A situation has a case text and, like single and judge, exactly one right option. An ordering lists 3–5 steps in their right order, none marked correct.")]
    [JsonConverter(typeof(CamelCaseWords<QuestionKind>))]
    public required QuestionKind Kind { get; init; }

    [Description("红线题: has to be right whatever the score.")]
    public bool Critical { get; init; }

    [Range(1, 3)]
    public required int Difficulty { get; init; }

    [Description("The situation; required for kind situation.")]
    [StringLength(400, MinimumLength = 5)]
    public string? Case { get; init; }

    [StringLength(200, MinimumLength = 4)]
    public required string Stem { get; init; }

    [Length(2, 5)]
    public required IReadOnlyList<OptionFile> Options { get; init; }

    [Description("Why: says what to do and the reason. Shown only after submission.")]
    [StringLength(200, MinimumLength = 20)]
    public required string Rationale { get; init; }

    [Description("The law, policy or lesson on which the answer rests.")]
    [StringLength(200, MinimumLength = 2)]
    public required string Source { get; init; }

    [Description("Key of the lesson of this pack that teaches it. Who has all questions of a lesson right in 先测后免 may skip that lesson.")]
    [RegularExpression("lesson-[a-z0-9-]+")]
    public string? Lesson { get; init; }
}

public sealed record OptionFile
{
    [StringLength(120, MinimumLength = 1)]
    public required string Text { get; init; }

    public bool Correct { get; init; }
}
