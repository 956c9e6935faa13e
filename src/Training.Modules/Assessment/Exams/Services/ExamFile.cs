using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Training.Modules.People.Models;

namespace Training.Modules.Assessment.Exams.Services;

/// <summary><c>exams/*.yaml</c> as it is written (docs/content-format.md).</summary>
public sealed record ExamFile
{
    [Description("Unique in the repository and never changed.")]
    [RegularExpression("exam-[a-z0-9]+(-[a-z0-9]+)*")]
    public required string Key { get; init; }

    [Description("Known to schemes and in addresses, e.g. X-CD.")]
    [RegularExpression("X(-[A-Z0-9]+)+")]
    [StringLength(30, MinimumLength = 3)]
    public required string Code { get; init; }

    [StringLength(40, MinimumLength = 4)]
    public required string Title { get; init; }

    [Description("Roles for which it is made.")]
    [Length(1, 9)]
    public required IReadOnlyList<TrainingRole> Roles { get; init; }

    [Description("Questions of a paper; the lines of the blueprint add up to it.")]
    [Range(5, 60)]
    public required int Questions { get; init; }

    [Description("From beginning to end, by the server's clock.")]
    [Range(5, 180)]
    public required int Minutes { get; init; }

    [Description("Percent of right answers needed to pass.")]
    [Range(50, 100)]
    public required int PassPercent { get; init; }

    [Description("Every critical item of the paper must be right, whatever the score.")]
    public bool AllCritical { get; init; } = true;

    [Description("Hours between a failed attempt and the next one.")]
    [Range(0, 720)]
    public required int RetryHours { get; init; }

    [Length(1, 40)]
    public required IReadOnlyList<LineFile> Blueprint { get; init; }
}

/// <summary>A line of the blueprint; no question may fit two lines.</summary>
public sealed record LineFile
{
    [Description("Codes of the modules whose banks are drawn from.")]
    [Length(1, 30)]
    public required IReadOnlyList<string> Modules { get; init; }

    [Description("Questions of this line. Either this or weight.")]
    [Range(1, 60)]
    public int? Count { get; init; }

    [Description("Share of the questions that no line counts. Either this or count.")]
    [Range(1, 100)]
    public int? Weight { get; init; }

    [Description("Difficulties drawn, 1–3; without it all.")]
    [Length(1, 3)]
    public IReadOnlyList<int>? Difficulty { get; init; }

    [Description("Critical items that every paper has at least.")]
    [Range(0, 60)]
    public int Critical { get; init; }
}
