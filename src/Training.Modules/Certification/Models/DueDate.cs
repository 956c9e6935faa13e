using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>Until when somebody should hold a certificate in a role; from the next day on it is overdue.</summary>
public static class DueDate
{
    /// <summary>Grace of a newcomer, calendar months (domain/organisation.md §4).</summary>
    public const int GraceMonths = 3;

    /// <summary>An earlier assignment in the role that ended at most so many days ago leaves no new grace.</summary>
    public const int SameDutyDays = 183;

    /// <param name="assignments">The person's assignments in the role, at least one of them today.</param>
    public static DateOnly Of(RoleStanding standing, IReadOnlyList<RoleAssignment> assignments, DateOnly day) => standing.State switch
    {
        StandingState.Certified or StandingState.InRenewalWindow or StandingState.Expired => standing.ValidThrough!.Value,
        StandingState.Suspended or StandingState.Revoked => standing.Since!.Value.AddDays(-1),
        _ => DutySince(assignments, day).AddMonths(GraceMonths).AddDays(-1),
    };

    /// <summary>First day of the duty that is running: assignments that follow closely are one.</summary>
    public static DateOnly DutySince(IReadOnlyList<RoleAssignment> assignments, DateOnly day)
    {
        DateOnly? since = null, end = null;
        foreach (var a in assignments.Where(a => a.Start <= day).OrderBy(a => a.Start))
        {
            if (since is null || (end is { } e && a.Start.DayNumber - e.DayNumber > SameDutyDays)) since = a.Start;
            end = a.End is null || end == DateOnly.MaxValue ? DateOnly.MaxValue : Later(end ?? a.End.Value, a.End.Value);
        }
        return since ?? day;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
