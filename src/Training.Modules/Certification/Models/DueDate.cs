using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>Until when somebody should hold a certificate in a role; from the next day on it is overdue.</summary>
public static class DueDate
{
    /// <param name="assignments">The person's assignments in the role, at least one of them today.</param>
    public static DateOnly Of(RoleStanding standing, IReadOnlyList<RoleAssignment> assignments, DateOnly day) => standing.State switch
    {
        StandingState.Certified or StandingState.InRenewalWindow or StandingState.Expired => standing.ValidThrough!.Value,
        StandingState.Suspended or StandingState.Revoked => standing.Since!.Value.AddDays(-1),
        _ => DutyOn(assignments, day).GraceThrough,
    };

    /// <summary>The duty that is running, or the last one that was: from the same function as the rates.</summary>
    /// <param name="assignments">The person's assignments in the role.</param>
    public static RoleDuty DutyOn(IReadOnlyList<RoleAssignment> assignments, DateOnly day)
    {
        var begun = assignments.Where(a => a.Start <= day).ToList();
        return begun.Count == 0 ? new(day, HasGrace: true) : RoleDuty.Of(begun.Max(a => a.Start), [.. begun.Select(a => (a.Start, a.End))]);
    }
}
