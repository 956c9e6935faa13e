using Training.Modules.Learning.Models;

namespace Training.Modules.Certification.Models.Rules;

/// <summary>Effective evidence as the rules see it: what was shown, and on which day.</summary>
/// <param name="Subject">Module code, scenario id, exam code …</param>
/// <param name="EvidenceId">Row of the ledger; 0 for one that is not stored yet.</param>
public readonly record struct Proof(RequirementKind Kind, string Subject, DateOnly On, long EvidenceId = 0)
{
    // Kept small: a simulation makes and copies twenty of them for each of a million people.
    private readonly ProofWords? _words;
    private readonly short _score;
    private readonly bool _scored;

    /// <summary>Hundredths of 学时, so that sums are exact and quick.</summary>
    public int Centihours { get; init; }

    /// <summary>Percent; null without score.</summary>
    public int? Score
    {
        get => _scored ? _score : null;
        init => (_scored, _score) = (value is not null, checked((short)(value ?? 0)));
    }

    public string? Category { get => _words?.Category; init => _words = ProofWords.Of(value, Level, Topic); }
    public string? Level { get => _words?.Level; init => _words = ProofWords.Of(Category, value, Topic); }
    public string? Topic { get => _words?.Topic; init => _words = ProofWords.Of(Category, Level, value); }

    /// <summary>免修: stands for a module where the rule lets it, and is worth no hours.</summary>
    public bool IsWaiver { get; init; }

    /// <summary>Null for a row that shows nothing itself.</summary>
    public static Proof? Of(Evidence evidence) => KindOf(evidence.Kind) is { } kind
        ? new Proof(kind, evidence.Subject, evidence.EffectiveOn, evidence.Id)
        {
            Centihours = evidence.Kind == EvidenceKind.Waived ? 0 : (int)decimal.Round(evidence.Hours * 100), Score = evidence.Score,
            Category = evidence.Category, Level = evidence.Level, Topic = evidence.Topic, IsWaiver = evidence.Kind == EvidenceKind.Waived,
        }
        : null;

    public static RequirementKind? KindOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.ModuleCompleted or EvidenceKind.Waived => RequirementKind.Module,
        EvidenceKind.ScenarioPassed => RequirementKind.Scenario,
        EvidenceKind.ExamPassed => RequirementKind.Exam,
        EvidenceKind.TaskAssessed => RequirementKind.Task,
        EvidenceKind.SessionAttended => RequirementKind.Attendance,
        EvidenceKind.SupervisionAttended => RequirementKind.Supervision,
        EvidenceKind.SignedOff => RequirementKind.SignOff,
        EvidenceKind.OutsideTraining => RequirementKind.Outside,
        EvidenceKind.RoleCompleted => RequirementKind.Completion,
        _ => null,
    };

    /// <summary>A number for kind and subject by which evidence is looked for; equal numbers are still compared by their letters.</summary>
    internal static int KeyOf(RequirementKind kind, string subject)
    {
        var hash = (uint)kind + 2166136261u;
        foreach (var letter in subject) hash = (hash ^ letter) * 16777619u;
        return (int)hash;
    }
}

/// <summary>Words that only some evidence has.</summary>
internal sealed record ProofWords(string? Category, string? Level, string? Topic)
{
    /// <summary>Null where there are none.</summary>
    public static ProofWords? Of(string? category, string? level, string? topic) => category is null && level is null && topic is null ? null : new(category, level, topic);
}

/// <summary>A major edition of a module: what was learned from the one before is no longer enough where a rule asks for changes.</summary>
/// <param name="Note">What changed, for those who learn it anew; may be empty.</param>
public readonly record struct ModuleChange(string ModuleCode, DateOnly On, string Note = "");
