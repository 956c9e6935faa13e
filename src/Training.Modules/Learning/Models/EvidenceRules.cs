namespace Training.Modules.Learning.Models;

/// <summary>Which rows of a ledger count, and what is written into it.</summary>
public static class EvidenceRules
{
    /// <summary>
    /// The rows that count, by day: a row that any other supersedes is gone, and a withdrawal itself counts for nothing.
    /// A withdrawal that is superseded in its turn does not bring the old row back: the new row says what holds.
    /// </summary>
    public static IReadOnlyList<Evidence> Effective(IEnumerable<Evidence> rows)
    {
        var all = rows.ToList();
        var superseded = all.Select(r => r.SupersedesId).OfType<long>().ToHashSet();
        return [.. all.Where(r => r.Kind != EvidenceKind.Withdrawn && !superseded.Contains(r.Id)).OrderBy(r => r.EffectiveOn).ThenBy(r => r.Id)];
    }

    /// <summary>It counts for that day already: unless the new score is higher, since a scheme may ask for more than the check's own mark.</summary>
    private static bool Says(Evidence e, EvidenceKind kind, string subject, DateOnly on, int percent) =>
        e.Kind == kind && e.Subject == subject && e.EffectiveOn == on && !(percent > e.Score);

    /// <summary>
    /// What a passed check is worth. Nothing before all lessons are completed, and nothing when the module already counts for
    /// that day with that score or more; else the module is completed on the day on which the second of the two, check and lessons, was done. A later
    /// pass makes a row of its own: that is how a renewal is earned.
    /// </summary>
    /// <param name="lessonsDoneOn">Day on which the last lesson was completed; null = some are open.</param>
    /// <param name="effective">Rows of the person that count now.</param>
    /// <param name="mastered">Lessons among them that were not read, since 先测后免 showed that they are known.</param>
    public static Evidence? ModuleCompleted(
        CheckPass pass, decimal hours, int lessons, DateOnly? lessonsDoneOn, IEnumerable<Evidence> effective, DateTime now, int mastered = 0)
    {
        if (lessonsDoneOn is not { } done) return null;
        var on = pass.On > done ? pass.On : done;
        if (effective.Any(e => Says(e, EvidenceKind.ModuleCompleted, pass.ModuleCode, on, pass.Percent))) return null;
        return new Evidence
        {
            PersonId = pass.PersonId, Kind = EvidenceKind.ModuleCompleted, Subject = pass.ModuleCode, Hours = hours, Score = pass.Percent,
            EffectiveOn = on, RecordedUtc = now, ContentVersionId = pass.CheckVersionId,
            Reason = (mastered == 0 ? $"{lessons} 课全部学完" : $"{lessons} 课里学完 {lessons - mastered} 课，先测已掌握 {mastered} 课") + $"，知识检测 {pass.Percent} 分，达到要求。",
        };
    }

    /// <summary>What 先测后免 is worth: the module with all its hours, on the day of the check; nothing when it already counts for that day.</summary>
    /// <param name="skipped">Lessons that were not completed.</param>
    /// <param name="minutes">Their published minutes.</param>
    public static Evidence? TestedOut(CheckPass pass, decimal hours, int skipped, int minutes, IEnumerable<Evidence> effective, DateTime now) =>
        effective.Any(e => Says(e, EvidenceKind.ModuleCompleted, pass.ModuleCode, pass.On, pass.Percent)) ? null : new Evidence
        {
            PersonId = pass.PersonId, Kind = EvidenceKind.ModuleCompleted, Subject = pass.ModuleCode, Hours = hours, Score = pass.Percent,
            EffectiveOn = pass.On, RecordedUtc = now, ContentVersionId = pass.CheckVersionId,
            Reason = $"先测后免：知识检测 {pass.Percent} 分，红线题全对，免学 {skipped} 课，省下约 {minutes} 分钟。",
        };

    /// <summary>What a passed scenario is worth; null when it already counts for that day.</summary>
    public static Evidence? ScenarioPassed(
        long personId, string scenarioId, string versionId, int percent, DateOnly on, IEnumerable<Evidence> effective, DateTime now) =>
        effective.Any(e => e.Kind == EvidenceKind.ScenarioPassed && e.Subject == scenarioId && e.EffectiveOn == on) ? null : new Evidence
        {
            PersonId = personId, Kind = EvidenceKind.ScenarioPassed, Subject = scenarioId, Score = percent, EffectiveOn = on,
            RecordedUtc = now, ContentVersionId = versionId, Reason = $"情景演练 {percent} 分，没有触到红线。",
        };

    /// <summary>What a passed final exam is worth; null when it already counts for that day.</summary>
    public static Evidence? ExamPassed(
        long personId, string examCode, string versionId, int percent, DateOnly on, IEnumerable<Evidence> effective, DateTime now) =>
        effective.Any(e => Says(e, EvidenceKind.ExamPassed, examCode, on, percent)) ? null : new Evidence
        {
            PersonId = personId, Kind = EvidenceKind.ExamPassed, Subject = examCode, Score = percent, EffectiveOn = on,
            RecordedUtc = now, ContentVersionId = versionId, Reason = $"结业考试 {percent} 分，达到要求。",
        };
}
