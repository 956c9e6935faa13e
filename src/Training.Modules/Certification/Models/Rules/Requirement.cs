namespace Training.Modules.Certification.Models.Rules;

/// <summary>What one line of a flat list of requirements is about.</summary>
public enum RequirementKind : byte
{
    Module, Scenario, Exam, Task, Attendance, Supervision, SignOff, Outside,

    /// <summary>学时 or 学分 of one's own choice; has no subject. Never the kind of a <see cref="Shown"/>.</summary>
    Hours,

    /// <summary>The whole role, completed in the system that was used before. Subject = code of the role.</summary>
    Completion,
}

/// <summary>One line of the flat list of what to do.</summary>
/// <param name="Subject">Module code, scenario id, exam code …; empty = any, or hours.</param>
public sealed record Requirement(RequirementKind Kind, string Subject, Basis Basis = Basis.ProductDefault)
{
    /// <summary>What the scheme calls it; null = nothing of its own.</summary>
    public string? Label { get; init; }

    /// <summary>How often.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Percent; null = passed is enough.</summary>
    public int? MinScore { get; init; }

    /// <summary>学时 or 学分 needed, in <see cref="Unit"/>; null for everything but hours.</summary>
    public decimal? Needed { get; init; }

    public RuleUnit Unit { get; init; }
}
