namespace Training.Modules.Courseware.Authoring;

/// <summary>
/// Modules on symptoms, suicide, first aid and referral: a psychiatrist or registered psychologist signs each change before
/// learners see it (domain/curriculum.md §0). The name goes into the audit trail; the module's own mark 待专业审阅 stays, for
/// it speaks of the module as a whole.
/// </summary>
public static class ReviewRule
{
    public const int NameLength = 40;

    private static readonly HashSet<string> Codes = ["R02", "R06", "T03", "T06", "T07"];

    public static bool NeedsReviewer(string moduleCode) => Codes.Contains(moduleCode);

    /// <summary>A name as it can be traced: 2–40 letters, spaces and middle dots, optionally with title and institution behind commas.</summary>
    public static bool IsName(string? name) =>
        name is { Length: >= 2 and <= NameLength } && name.All(c => char.IsLetter(c) || c is ' ' or '·' or '，' or '、' or '（' or '）' or '.' or '-');
}
