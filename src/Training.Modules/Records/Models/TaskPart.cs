using Training.Modules.People.Models;
using Training.Platform.Contents;

namespace Training.Modules.Records.Models;

/// <summary>实操任务: a fictional case to be worked on paper, and the rubric by which an assessor scores it.</summary>
public sealed record TaskPart : IContentPart
{
    public static string PartName => "PracticalTaskPart";

    /// <summary>Type name of the content items.</summary>
    public const string ContentType = "PracticalTask";

    /// <summary>E.g. "P01".</summary>
    public string Code { get; init; } = "";

    public IReadOnlyList<TrainingRole> Roles { get; init; } = [];

    /// <summary>Module codes that it exercises.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Planned minutes.</summary>
    public int Minutes { get; init; }

    /// <summary>The fictional case.</summary>
    public string Case { get; init; } = "";

    /// <summary>What the learner writes.</summary>
    public IReadOnlyList<string> Asks { get; init; } = [];

    public IReadOnlyList<TaskCriterion> Criteria { get; init; } = [];

    /// <summary>Any of them fails the task, whatever the points.</summary>
    public IReadOnlyList<string> RedLines { get; init; } = [];

    public int MaxPoints => Criteria.Sum(c => c.MaxPoints);
}

/// <summary>One line of the rubric.</summary>
public sealed record TaskCriterion
{
    /// <summary>Key within the task, never changed.</summary>
    public string Id { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>From nothing to everything, points rising.</summary>
    public IReadOnlyList<TaskLevel> Levels { get; init; } = [];

    public int MaxPoints => Levels.Count == 0 ? 0 : Levels[^1].Points;
}

/// <summary>What a piece of work looks like that gets these points.</summary>
public sealed record TaskLevel
{
    public int Points { get; init; }
    public string Text { get; init; } = "";
}
