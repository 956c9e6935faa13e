using System.Numerics;

namespace Training.Modules.Reporting.Models;

/// <summary>How one person counts, as a pure function (architecture §5): for each assignment runs of days under the same measures.</summary>
public static class PostStates
{
    /// <summary>
    /// Beside the measures: on some day of the run the person has another assignment too. Of the others each row is a person, so people
    /// are counted without looking who they are.
    /// </summary>
    public const int Several = 1 << 15;

    /// <summary>The bit of a measure.</summary>
    public static int Bit(Measure measure) => 1 << (int)measure;

    /// <summary>The measures of a row.</summary>
    public static IEnumerable<Measure> Measures(int bits)
    {
        for (var left = bits & ~Several; left != 0; left &= left - 1) yield return (Measure)BitOperations.TrailingZeroCount(left);
    }

    public static IReadOnlyList<CountedPost> Of(RateFacts facts)
    {
        var roles = facts.Assignments.Select(a => a.Role).Distinct().ToDictionary(r => r, r => new RoleDays(r, facts));
        var found = new List<CountedPost>();
        foreach (var assignment in facts.Assignments)
        {
            var place = new PostPlace(assignment.UnitId, assignment.WorkUnitId, assignment.SchoolKind, facts.DutyOf(assignment).Since);
            foreach (var (measures, days) in Runs(new AssignmentDays(assignment, roles[assignment.Role], facts)))
                found.Add(new(assignment.Id, place, assignment.Role, assignment.Line, measures, days.From, days.Through));
        }
        for (var i = 0; i < found.Count; i++)
        {
            var run = found[i];
            if (found.Exists(o => o.AssignmentId != run.AssignmentId && o.From <= run.Through && o.Through >= run.From)) found[i] = run with { Measures = run.Measures | Several };
        }
        return found;
    }

    /// <summary>Every first day of a measure, and every day after its last, begins a new run.</summary>
    private static IEnumerable<(int Measures, Days Days)> Runs(AssignmentDays assignment)
    {
        var turns = new List<(int Day, int Bit)>();
        foreach (var (measure, days) in assignment.ByMeasure)
            foreach (var run in days.Runs)
            {
                turns.Add((run.From.DayNumber, Bit(measure)));
                if (!run.IsOpen) turns.Add((run.Through.DayNumber + 1, Bit(measure)));
            }
        turns.Sort((a, b) => a.Day.CompareTo(b.Day));
        var (measures, from) = (0, 0);
        foreach (var (day, bit) in turns)
        {
            if (day > from && measures != 0) yield return (measures, new(DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(day - 1)));
            (from, measures) = (day, measures ^ bit);
        }
        if (measures != 0) yield return (measures, new(DateOnly.FromDayNumber(from), DateOnly.MaxValue));
    }
}
