using Training.Modules.Assessment.Models;
using Training.Modules.People.Models;
using Training.Platform.Contents;

namespace Training.Modules.Assessment.Exams.Models;

/// <summary>结业考试: how a paper is drawn from the banks of several modules, and what passing it takes (domain/roles.md §4).</summary>
public sealed record FinalExamPart : IContentPart
{
    public static string PartName => "FinalExamPart";

    /// <summary>Known to schemes and in addresses, e.g. "X-CD".</summary>
    public string Code { get; init; } = "";

    /// <summary>For whom it is made. Others may look at it and take it.</summary>
    public IReadOnlyList<TrainingRole> Roles { get; init; } = [];

    /// <summary>Questions of a paper.</summary>
    public int Questions { get; init; }

    /// <summary>From beginning to end, by the server's clock.</summary>
    public int Minutes { get; init; }

    /// <summary>Percent of right answers needed.</summary>
    public int PassPercent { get; init; } = 80;

    /// <summary>Every critical item of the paper must be right.</summary>
    public bool AllCritical { get; init; } = true;

    /// <summary>Hours between a failed attempt and the next one.</summary>
    public int RetryHours { get; init; } = 24;

    public IReadOnlyList<BlueprintLine> Blueprint { get; init; } = [];
}

/// <summary>A line of the blueprint: so many questions out of these banks. No question fits two lines.</summary>
public sealed record BlueprintLine
{
    /// <summary>Codes of the modules whose banks are drawn from.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Questions; null where <see cref="Weight"/> says it.</summary>
    public int? Count { get; init; }

    /// <summary>Share of the questions that no line counts.</summary>
    public int? Weight { get; init; }

    /// <summary>Difficulties drawn, 1–3; empty = all.</summary>
    public IReadOnlyList<int> Difficulty { get; init; } = [];

    /// <summary>Critical items that a paper has at least.</summary>
    public int Critical { get; init; }

    public bool Takes(string moduleCode, CheckQuestion question) =>
        Modules.Contains(moduleCode) && (Difficulty.Count == 0 || Difficulty.Contains(question.Difficulty));

    /// <summary>Some question would fit both.</summary>
    public bool Overlaps(BlueprintLine other) => Modules.Intersect(other.Modules).Any()
        && (Difficulty.Count == 0 || other.Difficulty.Count == 0 || Difficulty.Intersect(other.Difficulty).Any());
}
