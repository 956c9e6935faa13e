using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Reporting;

/// <summary>
/// Counts one day by asking of each assignment what domain/organisation.md §4 says, sentence by sentence. Shares no code with
/// what it checks: no intervals, no sums over time.
/// </summary>
internal static class BruteForce
{
    public static Dictionary<Measure, int> Count(IEnumerable<RateFacts> people, int? street, TrainingRole? role, Line? line, DateOnly day,
        Func<RateFacts, CountedAssignment, bool>? only = null)
    {
        var counts = Enum.GetValues<Measure>().ToDictionary(m => m, _ => 0);
        foreach (var person in people)
        {
            var mine = person.Assignments.Where(a => (street is null || a.UnitId == street) && (role is null || a.Role == role) && (line is null || a.Line == line) && (only is null || only(person, a))).ToList();
            foreach (var a in mine)
                foreach (var measure in MeasuresOf(person, a, day)) counts[measure]++;
            var required = mine.Where(a => IsRequired(person, a, day)).ToList();
            if (required.Count == 0) continue;
            counts[Measure.PersonRequired]++;
            if (required.All(a => IsCertified(person, a.Role, day))) counts[Measure.PersonAllCertified]++;
            if (required.Any(a => IsCertified(person, a.Role, day))) counts[Measure.PersonAnyCertified]++;
        }
        return counts;
    }

    /// <summary>The same on person basis: each person once, read off docs/decisions/0016 sentence by sentence.</summary>
    public static Dictionary<Measure, int> CountPeople(IEnumerable<RateFacts> people, int? street, TrainingRole? role, Line? line, DateOnly day,
        Func<RateFacts, CountedAssignment, bool>? only = null)
    {
        var counts = Enum.GetValues<Measure>().ToDictionary(m => m, _ => 0);
        foreach (var person in people)
        {
            var posts = person.Assignments.Where(a => (street is null || a.UnitId == street) && (role is null || a.Role == role) && (line is null || a.Line == line) && IsInPost(a, day) && (only is null || only(person, a))).ToList();
            if (posts.Count == 0) continue;
            counts[Measure.InPost]++;
            var required = posts.Where(a => IsRequired(person, a, day)).ToList();
            if (required.Count == 0)
            {
                counts[posts.Exists(a => IsNewcomer(person, a, day)) ? Measure.ExcludedNewcomer : posts.Exists(a => IsOnLongLeave(a, day)) ? Measure.ExcludedLeave : Measure.ExcludedNotYetInScope]++;
                if (posts.Exists(a => IsNewcomer(person, a, day) && IsCertified(person, a.Role, day))) counts[Measure.EarlyCertified]++;
                continue;
            }
            var of = required.ConvertAll(a => MeasuresOf(person, a, day).ToHashSet());
            counts[Measure.Required]++;
            counts[Measure.PersonRequired]++;
            if (of.TrueForAll(m => m.Contains(Measure.Certified)))
            {
                counts[Measure.Certified]++;
                counts[Measure.PersonAllCertified]++;
                if (of.Exists(m => m.Contains(Measure.ExpiringSoon))) counts[Measure.ExpiringSoon]++;
            }
            else counts[new[] { Measure.RevokedOrSuspended, Measure.Expired, Measure.NeverCertified }.First(worst => of.Exists(m => m.Contains(worst)))]++;
            if (of.Exists(m => m.Contains(Measure.Certified))) counts[Measure.PersonAnyCertified]++;
            if (of.TrueForAll(m => m.Contains(Measure.Completed))) counts[Measure.Completed]++;
            if (of.Exists(m => m.Contains(Measure.Exempt))) counts[Measure.Exempt]++;
            var annual = of.Where((_, i) => required[i].Role is TrainingRole.ChildSupervisor or TrainingRole.ChildDirector).ToList();
            if (annual.Count == 0) continue;
            counts[Measure.AnnualRequired]++;
            if (annual.TrueForAll(m => m.Contains(Measure.RefreshedThisYear))) counts[Measure.RefreshedThisYear]++;
        }
        return counts;
    }

    private static IEnumerable<Measure> MeasuresOf(RateFacts person, CountedAssignment a, DateOnly day)
    {
        if (!IsInPost(a, day)) yield break;
        yield return Measure.InPost;
        var certified = IsCertified(person, a.Role, day);
        if (IsNewcomer(person, a, day))
        {
            yield return Measure.ExcludedNewcomer;
            if (certified) yield return Measure.EarlyCertified;
        }
        else if (IsOnLongLeave(a, day)) yield return Measure.ExcludedLeave;
        else if (!IsInScope(person, a, day)) yield return Measure.ExcludedNotYetInScope;
        else
        {
            yield return Measure.Required;
            if (a.Role is TrainingRole.ChildSupervisor or TrainingRole.ChildDirector) yield return Measure.AnnualRequired;
            if (a.Exemptions.Any(e => e.From <= day && day <= e.Through)) yield return Measure.Exempt;
            var done = person.Completions.Where(c => c.Role == a.Role && c.On <= day).ToList();
            if (certified || done.Any(c => day <= c.Through)) yield return Measure.Completed;
            if (a.Role is TrainingRole.ChildSupervisor or TrainingRole.ChildDirector && done.Any(c => c.On.Year == day.Year)) yield return Measure.RefreshedThisYear;
            if (certified) yield return Measure.Certified;
            if (IsExpiringSoon(person, a.Role, day)) yield return Measure.ExpiringSoon;
            if (!certified) yield return WhyNot(person, a.Role, day);
        }
    }

    private static Measure WhyNot(RateFacts person, TrainingRole role, DateOnly day)
    {
        var newest = person.Certificates.Where(c => c.Role == role && c.ValidFrom <= day).OrderBy(c => c.ValidFrom).ThenBy(c => c.ValidThrough).LastOrDefault();
        return newest is null ? Measure.NeverCertified : IsBlocked(newest, day) ? Measure.RevokedOrSuspended : Measure.Expired;
    }

    private static bool IsRequired(RateFacts person, CountedAssignment a, DateOnly day) =>
        IsInPost(a, day) && !IsNewcomer(person, a, day) && !IsOnLongLeave(a, day) && IsInScope(person, a, day);

    private static bool IsInPost(CountedAssignment a, DateOnly day) => a.Start <= day && (a.End is null || day <= a.End);

    /// <summary>Back day by day for as long as the role was held, in whatever place; no grace where it was held at most 183 days before that.</summary>
    private static bool IsNewcomer(RateFacts person, CountedAssignment a, DateOnly day)
    {
        var first = a.Start;
        while (day < first.AddMonths(3) && IsHeld(person, a.Role, first.AddDays(-1))) first = first.AddDays(-1);
        return day < first.AddMonths(3) && !person.Assignments.Any(p => p.Role == a.Role && p.End < first && p.End.Value.AddDays(183) >= first);
    }

    /// <summary>First day since which the role has been held on every day.</summary>
    public static DateOnly DutySince(RateFacts person, CountedAssignment a)
    {
        var first = a.Start;
        while (IsHeld(person, a.Role, first.AddDays(-1))) first = first.AddDays(-1);
        return first;
    }

    private static bool IsHeld(RateFacts person, TrainingRole role, DateOnly day) => person.Assignments.Any(p => p.Role == role && IsInPost(p, day));

    private static bool IsOnLongLeave(CountedAssignment a, DateOnly day) => a.Leaves.Any(l => l.From <= day && day <= l.Through
        && (l.Through == DateOnly.MaxValue || l.From.AddDays(30) <= l.Through));

    /// <summary>A scheme of the role is in force, and the first day of its training in the 街镇, if there is one, has come.</summary>
    private static bool IsInScope(RateFacts person, CountedAssignment a, DateOnly day) =>
        person.Scope.TryGetValue(a.Role, out var days) && days.Contains(day) && person.Openings.FirstDay(a.Role, a.UnitId) <= day;

    private static bool IsCertified(RateFacts person, TrainingRole role, DateOnly day) => person.Certificates.Any(c => c.Role == role && IsValid(c, day));

    private static bool IsValid(CountedCertificate c, DateOnly day) => c.ValidFrom <= day && day <= c.ValidThrough && !IsBlocked(c, day);

    private static bool IsBlocked(CountedCertificate c, DateOnly day)
    {
        var blocked = false;
        foreach (var e in c.Events)
            if (e.On <= day) blocked = e.Blocks;
        return blocked;
    }

    private static bool IsExpiringSoon(RateFacts person, TrainingRole role, DateOnly day)
    {
        var mine = person.Certificates.Where(c => c.Role == role).ToList();
        return mine.Any(c => IsValid(c, day) && c.ValidThrough.DayNumber - day.DayNumber <= 60
            && !mine.Any(next => next.ValidThrough > c.ValidThrough && next.ValidFrom <= c.ValidThrough.AddDays(1)
                && (next.IssuedOn <= day || next.ValidFrom <= day) && !IsBlocked(next, day)));
    }
}
