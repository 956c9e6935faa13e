using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Training.Modules.People.Models;

namespace Training.Modules.Records.Services;

/// <summary>A file <c>content/tasks/*.yaml</c> (docs/content-format.md).</summary>
[Description("One practical task with its rubric")]
public sealed record TaskFile
{
    [Description("Unique in the repository and never changed"), RegularExpression("task-[a-z0-9-]+")]
    public required string Key { get; init; }

    [Description("As in certification schemes and evidence"), RegularExpression("P[0-9]{2}")]
    public required string Code { get; init; }

    [StringLength(40, MinimumLength = 2)] public required string Title { get; init; }

    [Length(1, 9)] public required IReadOnlyList<TrainingRole> Roles { get; init; }

    [Description("Module codes that it exercises"), Length(1, 6)] public required IReadOnlyList<string> Modules { get; init; }

    [Description("Must be true: only fictional cases are worked on")] public required bool Fictional { get; init; }

    [Range(10, 180)] public required int Minutes { get; init; }

    [Description("The fictional case"), StringLength(900, MinimumLength = 80)]
    public required string Case { get; init; }

    [Description("What the learner writes"), Length(1, 8)] public required IReadOnlyList<string> Asks { get; init; }

    [Description("Lines of the rubric"), Length(3, 12)] public required IReadOnlyList<TaskFileCriterion> Criteria { get; init; }

    [Description("Any of them fails the task, whatever the points"), Length(1, 8)]
    public required IReadOnlyList<string> RedLines { get; init; }
}

public sealed record TaskFileCriterion
{
    [Description("Key within the task, never changed"), RegularExpression("[a-z]{1,12}")]
    public required string Id { get; init; }

    [StringLength(40, MinimumLength = 2)] public required string Title { get; init; }

    [Description("From nothing to everything, points rising from 0"), Length(2, 5)]
    public required IReadOnlyList<TaskFileLevel> Levels { get; init; }
}

public sealed record TaskFileLevel
{
    [Range(0, 50)] public required int Points { get; init; }

    [Description("What such work looks like"), StringLength(120, MinimumLength = 4)]
    public required string Text { get; init; }
}
