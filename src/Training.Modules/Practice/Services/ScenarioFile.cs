using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Training.Modules.People.Models;
using Training.Modules.Practice.Models;
using Training.Platform.Contents;

namespace Training.Modules.Practice.Services;

/// <summary><c>scenarios/*.yaml</c> as it is written (docs/content-format.md).</summary>
public sealed record ScenarioFile
{
    [Description("Unique in the repository and never changed.")]
    [RegularExpression("scenario-[a-z0-9]+(-[a-z0-9]+)*")]
    public required string Key { get; init; }

    [RegularExpression("S[0-9]{1,2}")]
    public required string Id { get; init; }

    [StringLength(40, MinimumLength = 2)]
    public required string Title { get; init; }

    [Description("Codes of the training modules that it exercises.")]
    [Length(1, 6)]
    public required IReadOnlyList<string> Modules { get; init; }

    [Length(1, 9)]
    public required IReadOnlyList<TrainingRole> Roles { get; init; }

    [Description("Always true: no scenario is about a real child.")]
    public required bool Fictional { get; init; }

    [Range(5, 30)]
    public required int Minutes { get; init; }

    [Description("Shown before entering.")]
    [StringLength(300, MinimumLength = 10)]
    public required string ContentNotice { get; init; }

    [StringLength(600, MinimumLength = 20)]
    public required string Setup { get; init; }

    [Description("Sum of the best path.")]
    [Range(15, 105)]
    public required int MaxScore { get; init; }

    [Range(50, 100)]
    public required int PassPercent { get; init; }

    [Description("Id of the first node.")]
    public required string Start { get; init; }

    [Length(5, 30)]
    public required IReadOnlyList<NodeFile> Nodes { get; init; }

    public required DebriefFile Debrief { get; init; }
}

public sealed record NodeFile
{
    [RegularExpression("[a-z][a-z0-9]{0,9}")]
    public required string Id { get; init; }

    [StringLength(30, MinimumLength = 2)]
    public required string Title { get; init; }

    [StringLength(600, MinimumLength = 5)]
    public required string Scene { get; init; }

    [Description("Whose words the scene is; left out for narration.")]
    [StringLength(20, MinimumLength = 1)]
    public string? Speaker { get; init; }

    [Description("Option without which the attempt cannot pass.")]
    public string? MustChoose { get; init; }

    [Description("Said when it was not chosen; goes with mustChoose.")]
    [StringLength(300, MinimumLength = 10)]
    public string? MustChooseWhy { get; init; }

    [Description("The scene for other roles.")]
    public IReadOnlyDictionary<TrainingRole, string>? Variants { get; init; }

    [Length(2, 4)]
    public required IReadOnlyList<NodeOptionFile> Options { get; init; }
}

public sealed record NodeOptionFile
{
    [RegularExpression("[a-d]")]
    public required string Id { get; init; }

    [StringLength(200, MinimumLength = 2)]
    public required string Text { get; init; }

    [Description("0, 5, 10 or 15.")]
    [Range(0, 15)]
    public required int Score { get; init; }

    [JsonConverter(typeof(CamelCaseWords<OptionFlag>))]
    public required OptionFlag Flag { get; init; }

    [Description("What happened then, and why.")]
    [StringLength(400, MinimumLength = 20)]
    public required string Feedback { get; init; }

    [Description("Id of a node, or end. A red line ends.")]
    public required string Next { get; init; }
}

public sealed record DebriefFile
{
    [Description("Three lines of what one would write in the record.")]
    [Length(3, 3)]
    public required IReadOnlyList<string> Record { get; init; }

    [StringLength(400, MinimumLength = 10)]
    public required string NextContact { get; init; }

    [StringLength(400, MinimumLength = 10)]
    public required string Support { get; init; }

    [Description("After a red line: what the right action is.")]
    [StringLength(400, MinimumLength = 10)]
    public required string RedLine { get; init; }
}
