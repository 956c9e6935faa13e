namespace Training.Modules.Insights.Models;

/// <summary>One submitted attempt at a knowledge check, as far as the rules look at it.</summary>
/// <param name="Wrong">"question=answer" of what was wrong, in the order of the questions' keys.</param>
/// <param name="FirstLessonUtc">When the first lesson of the module was completed; null where not all lessons are.</param>
public sealed record AttemptSeen(
    long PersonId, int UnitId, DateTime StartedUtc, DateTime SubmittedUtc, bool Passed, bool TestOut, int Questions, IReadOnlyList<string> Wrong, DateTime? FirstLessonUtc);

/// <summary>One row of evidence entered by hand.</summary>
public sealed record EntrySeen(long ByUserId, long PersonId, string Subject, DateTime RecordedUtc);

/// <summary>What a rule noticed.</summary>
public sealed record Finding(AnomalyRule Rule, string Key, DateOnly Day, int? UnitId, string Subject, int Measured, int Expected, IReadOnlyList<long> People);

/// <summary>
/// The rules, each with the reason why it is worth a look. They say nothing about cheating: a class in a computer room looks the
/// same. When a certificate is issued, on whichever night or holiday, is no reason. Pure.
/// </summary>
public static class AnomalyRules
{
    /// <summary>Fewer people of one street are no pattern.</summary>
    public const int ManyPeople = 10;

    /// <summary>Of the stated minutes; faster cannot have been read.</summary>
    public const int FastPercent = 10;

    /// <summary>Modules shorter than this are not looked at.</summary>
    public const int LongModuleMinutes = 30;

    /// <summary>Seconds a question, for the whole paper; faster cannot have been read.</summary>
    public const int SecondsAQuestion = 4;

    /// <summary>People with passed papers that were too fast, of one street on one day.</summary>
    public const int FastPeople = 5;

    /// <summary>The same wrong answers in the same minute.</summary>
    public const int SamePeople = 3, SameWrong = 2;

    /// <summary>Rows of one subject entered by one person within <see cref="EntryMinutes"/>.</summary>
    public const int ManyEntries = 50, EntryMinutes = 10;

    /// <param name="minutes">Stated minutes of all lessons of the module.</param>
    public static IReadOnlyList<Finding> OfAttempts(string module, DateOnly day, int minutes, IReadOnlyCollection<AttemptSeen> attempts) =>
        [.. FastModules(module, day, minutes, attempts), .. FastAnswers(module, day, attempts), .. SameAnswers(module, day, attempts)];

    public static IReadOnlyList<Finding> OfEntries(DateOnly day, IReadOnlyCollection<EntrySeen> entries) =>
        [.. from own in entries.GroupBy(e => (e.ByUserId, e.Subject))
            let burst = Densest([.. own.OrderBy(e => e.RecordedUtc)])
            where burst.Count >= ManyEntries
            select new Finding(AnomalyRule.BulkEntry, Key(AnomalyRule.BulkEntry, day, own.Key.ByUserId, own.Key.Subject), day, null, own.Key.Subject,
                EntryMinutes, ManyEntries, [.. burst.Select(e => e.PersonId).Distinct().Order()])];

    private static IEnumerable<Finding> FastModules(string module, DateOnly day, int minutes, IEnumerable<AttemptSeen> attempts)
    {
        if (minutes < LongModuleMinutes) return [];
        // From the first finished lesson to the submitted paper; somebody who tested out reads nothing by right.
        var fast = attempts.Where(a => a is { Passed: true, TestOut: false } && a.FirstLessonUtc is { } first && (a.SubmittedUtc - first).TotalMinutes * 100 < minutes * FastPercent);
        return from a in fast
               group a by a.UnitId into unit
               let people = unit.Select(a => a.PersonId).Distinct().Order().ToList()
               where people.Count >= ManyPeople
               select new Finding(AnomalyRule.FastModule, Key(AnomalyRule.FastModule, day, unit.Key, module), day, unit.Key, module,
                   (int)Math.Ceiling(unit.Max(a => (a.SubmittedUtc - a.FirstLessonUtc!.Value).TotalMinutes)), minutes, people);
    }

    private static IEnumerable<Finding> FastAnswers(string module, DateOnly day, IEnumerable<AttemptSeen> attempts) =>
        from a in attempts
        where a.Passed && a.Questions > 0 && (a.SubmittedUtc - a.StartedUtc).TotalSeconds < SecondsAQuestion * a.Questions
        group a by a.UnitId into unit
        let people = unit.Select(a => a.PersonId).Distinct().Order().ToList()
        where people.Count >= FastPeople
        select new Finding(AnomalyRule.FastAnswers, Key(AnomalyRule.FastAnswers, day, unit.Key, module), day, unit.Key, module,
            (int)Math.Ceiling(unit.Max(a => (a.SubmittedUtc - a.StartedUtc).TotalSeconds / a.Questions)), SecondsAQuestion, people);

    private static IEnumerable<Finding> SameAnswers(string module, DateOnly day, IEnumerable<AttemptSeen> attempts) =>
        from a in attempts
        where a.Wrong.Count >= SameWrong
        group a by (a.UnitId, Minute: a.SubmittedUtc.Ticks / TimeSpan.TicksPerMinute, Wrong: string.Join('|', a.Wrong)) into same
        let people = same.Select(a => a.PersonId).Distinct().Order().ToList()
        where people.Count >= SamePeople
        orderby same.Key.Minute, same.Key.Wrong
        select new Finding(AnomalyRule.SameAnswers, Key(AnomalyRule.SameAnswers, day, same.Key.UnitId, module) + ":" + (same.Key.Minute % 1440), day, same.Key.UnitId, module,
            same.First().Wrong.Count, SameWrong, people);

    private static string Key(AnomalyRule rule, DateOnly day, long of, string subject) => FormattableString.Invariant($"{rule}:{day:yyyyMMdd}:{of}:{subject}");

    /// <summary>The most rows within the window.</summary>
    private static List<EntrySeen> Densest(List<EntrySeen> sorted)
    {
        var (best, from) = ((Start: 0, Count: 0), 0);
        for (var i = 0; i < sorted.Count; i++)
        {
            while ((sorted[i].RecordedUtc - sorted[from].RecordedUtc).TotalMinutes > EntryMinutes) from++;
            if (i - from + 1 > best.Count) best = (from, i - from + 1);
        }
        return sorted.GetRange(best.Start, best.Count);
    }
}
