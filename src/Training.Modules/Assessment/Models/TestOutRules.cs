namespace Training.Modules.Assessment.Models;

/// <summary>
/// 先测后免: who already knows a module shows it in the check and skips the lessons. Never in red-line modules; at a higher mark;
/// after a failed one only the normal way is left, until the check has been passed.
/// </summary>
public static class TestOutRules
{
    /// <summary>Percent of right answers needed, with every critical item right (a bank may ask for more).</summary>
    public const int PassPercent = 90;

    /// <summary>The mark of an attempt.</summary>
    /// <param name="passPercent">Mark of the bank.</param>
    public static int Mark(int passPercent, bool testOut) => testOut ? Math.Max(PassPercent, passPercent) : passPercent;

    /// <summary>
    /// Content items of the lessons that need not be read though the mark was not reached: every question of theirs that was drawn was right,
    /// and so was every critical one. What the module asks for beside reading stays.
    /// </summary>
    public static IReadOnlyList<string> Mastered(CheckResult result) => result.Passed || result.CriticalMissed > 0 ? [] :
        [.. result.Questions.Where(q => q.Drawn.Question.LessonId is not null).GroupBy(q => q.Drawn.Question.LessonId!).Where(g => g.All(q => q.IsRight)).Select(g => g.Key).Order(StringComparer.Ordinal)];

    /// <param name="attempts">All attempts of one person at one module.</param>
    public static bool MayStart(IEnumerable<AttemptFacts> attempts, DateTime utcNow)
    {
        var all = attempts.ToList();
        var permit = AttemptRules.Permit(all, utcNow);
        return permit is { OpenRef: null, NextAllowedUtc: null }
            && !all.Where(a => a.SubmittedUtc is not null).OrderByDescending(a => a.SubmittedUtc).TakeWhile(a => !a.Passed).Any(a => a.TestOut);
    }
}
