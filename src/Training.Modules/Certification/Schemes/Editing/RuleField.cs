using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Schemes.Editing;

/// <summary>What can be added on the form; a quota stands only below hours.</summary>
public enum RuleFieldKind { All, Some, Hours, Quota, Module, Scenario, Exam, Task, Attendance, Supervision, SignOff, Outside, Changed, Completion }

/// <summary>One rule on the form: its inputs as they were typed, right or wrong, and the rules below it.</summary>
public sealed class RuleField(RuleFieldKind kind)
{
    public RuleFieldKind Kind { get; } = kind;

    /// <summary>Inputs by name: label, subject, score, …; what is not there was left empty.</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    public List<RuleField> Children { get; } = [];

    public string this[string name]
    {
        get => Values.GetValueOrDefault(name, "");
        set => Values[name] = value;
    }

    public bool IsGroup => Kind is RuleFieldKind.All or RuleFieldKind.Some;
    public bool HasChildren => IsGroup || Kind is RuleFieldKind.Hours or RuleFieldKind.Quota;

    /// <summary>Of a leaf that shows one thing; null for the others.</summary>
    public RequirementKind? Shows => Kind switch
    {
        RuleFieldKind.Module => RequirementKind.Module,
        RuleFieldKind.Scenario => RequirementKind.Scenario,
        RuleFieldKind.Exam => RequirementKind.Exam,
        RuleFieldKind.Task => RequirementKind.Task,
        RuleFieldKind.Attendance => RequirementKind.Attendance,
        RuleFieldKind.Supervision => RequirementKind.Supervision,
        RuleFieldKind.SignOff => RequirementKind.SignOff,
        RuleFieldKind.Outside => RequirementKind.Outside,
        RuleFieldKind.Completion => RequirementKind.Completion,
        _ => null,
    };

    public static RuleFieldKind KindOf(RequirementKind kind) => Enum.Parse<RuleFieldKind>(kind.ToString());

    /// <summary>Inputs of a kind, in the order of the form. <c>kinds</c> takes several values.</summary>
    public static IReadOnlyList<string> InputsOf(RuleFieldKind kind) => kind switch
    {
        RuleFieldKind.All => ["label", "basis"],
        RuleFieldKind.Some => ["count", "label", "basis"],
        RuleFieldKind.Hours => ["least", "rate", "within", "since", "label", "basis", .. Filter],
        RuleFieldKind.Quota => ["least", "most", "label", .. Filter],
        RuleFieldKind.Changed => ["modules", "waive", "label", "basis"],
        RuleFieldKind.Module => ["subject", "score", "age", "since", "waive", "label", "basis"],
        _ => ["subject", "score", "age", "times", "since", "label", "basis"],
    };

    private static readonly string[] Filter = ["kinds", "levels", "cats", "topics", "strands", "only", "except"];

    /// <summary>Rules of the whole tree, this one among them.</summary>
    public int Count() => 1 + Children.Sum(c => c.Count());
}
