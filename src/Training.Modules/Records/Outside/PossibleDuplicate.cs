using Training.Modules.Learning.Models;
using Training.Modules.Records.Models;

namespace Training.Modules.Records.Outside;

/// <summary>Something of the same person that may be the same training: the officer decides, by looking.</summary>
/// <param name="On">First day of it.</param>
/// <param name="Why">A source string: what makes it look alike.</param>
public sealed record PossibleDuplicate(DateOnly On, string Title, decimal Hours, string Why)
{
    /// <summary>Of two titles: what share of their pairs of letters is common, from which on they are held to be alike.</summary>
    private const double Alike = 0.6;

    /// <summary>Why of what counts already.</summary>
    public const string InLedger = "学习记录里已经有这几天的培训";

    private const string SameName = "日期重叠，名称相近";

    /// <param name="others">Declarations of the same person, in any state; those sent back are none.</param>
    /// <param name="counting">Rows of the person's ledger that count.</param>
    public static IReadOnlyList<PossibleDuplicate> Of(OutsideTraining training, IEnumerable<OutsideTraining> others, IEnumerable<Evidence> counting) =>
    [
        // What was recognised stands in the ledger.
        .. others.Where(o => o.Id != training.Id && (o.State is OutsideState.Submitted or OutsideState.Verified) && o.Start <= training.End && o.End >= training.Start)
            .Select(o => WhyOf(training, o) is { } why ? new PossibleDuplicate(o.Start, o.Title, o.Hours, why) : null).OfType<PossibleDuplicate>().OrderBy(d => d.On),
        .. Within(training.Start, training.End, counting),
    ];

    /// <summary>
    /// The same for a row of a file, which knows one day and no organizer. What was recognised is held against it by its days, too: in
    /// the ledger stands only the last of them.
    /// </summary>
    public static IReadOnlyList<PossibleDuplicate> Of(EntryDraft draft, IEnumerable<OutsideTraining> others, IEnumerable<Evidence> counting) => draft.On is not { } on ? [] :
    [
        .. Within(on, on, counting),
        .. others.Where(o => o.State != OutsideState.Returned && o.Start <= on && o.End >= on && IsAlike(draft.Title, o.Title))
            .Select(o => new PossibleDuplicate(o.Start, o.Title, o.Hours, SameName)).OrderBy(d => d.On),
    ];

    private static IEnumerable<PossibleDuplicate> Within(DateOnly from, DateOnly through, IEnumerable<Evidence> counting) =>
        counting.Where(e => (e.Kind is EvidenceKind.OutsideTraining or EvidenceKind.SessionAttended) && e.EffectiveOn >= from && e.EffectiveOn <= through)
            .Select(e => new PossibleDuplicate(e.EffectiveOn, e.Reason, e.Hours, InLedger)).OrderBy(d => d.On);

    /// <summary>True for two names of one training: the same letters, one inside the other, or most pairs of letters in common.</summary>
    public static bool IsAlike(string a, string b)
    {
        var (one, other) = (Letters(a), Letters(b));
        if (one.Length < 2 || other.Length < 2) return one == other;
        if (one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal)) return true;
        var (pairs, rest) = (Pairs(one), Pairs(other));
        var common = pairs.Count(rest.Remove);
        return 2.0 * common / (one.Length + other.Length - 2) >= Alike;

        static List<string> Pairs(string text) => [.. Enumerable.Range(0, text.Length - 1).Select(i => text.Substring(i, 2))];
    }

    private static string? WhyOf(OutsideTraining a, OutsideTraining b) =>
        IsAlike(a.Title, b.Title) ? SameName : IsAlike(a.Organizer, b.Organizer) ? "日期重叠，主办方相同" : null;

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
