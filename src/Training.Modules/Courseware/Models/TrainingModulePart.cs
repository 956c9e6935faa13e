using Training.Platform.Contents;

namespace Training.Modules.Courseware.Models;

/// <summary>主线: basics, risks, tools, family (domain/curriculum.md). The order is the order on screen.</summary>
public enum Strand { O, R, T, F }

/// <summary>Whether a qualified person has read the module; pending ones carry 待专业审阅 on every page.</summary>
public enum ReviewState { Pending, Reviewed }

/// <summary>模块: what a training module says about itself. Its lessons, check and pocket tool are items of their own.</summary>
public sealed record TrainingModulePart : IContentPart
{
    public static string PartName => "TrainingModulePart";

    /// <summary>Type name of the content items.</summary>
    public const string ContentType = "TrainingModule";

    /// <summary>E.g. "O02".</summary>
    public string Code { get; init; } = "";

    public Strand Strand { get; init; }

    /// <summary>学时 of 45 minutes.</summary>
    public decimal Hours { get; init; }

    public string Summary { get; init; } = "";

    /// <summary>学习成果, observable.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>Module codes; shown, never enforced.</summary>
    public IReadOnlyList<string> Prerequisites { get; init; } = [];

    /// <summary>红线模块: cannot be exempted.</summary>
    public bool RedLine { get; init; }

    public ReviewState Review { get; init; }

    /// <summary>Who has to review it, and what.</summary>
    public string ReviewNote { get; init; } = "";

    /// <summary>Shown before entering (domain/safety.md §2); null = none needed.</summary>
    public string? ContentNotice { get; init; }

    /// <summary>Date of the law texts that were read.</summary>
    public DateOnly? LawCheckedOn { get; init; }
}
