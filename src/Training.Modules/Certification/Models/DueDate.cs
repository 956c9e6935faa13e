using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>Until when somebody should hold a certificate in a role; from the next day on it is overdue.</summary>
public static class DueDate
{
    /// <param name="assignments">The person's assignments in the role, at least one of them today.</param>
    /// <param name="opens">First day on which the training is open to where the person is today (<see cref="StreetOpenings"/>); without it, always.</param>
    /// <returns>Null where nothing is due: no certificate, and the training is not open yet. Once it is open, never a day that was before.</returns>
    public static DateOnly? Of(RoleStanding standing, IReadOnlyList<RoleAssignment> assignments, DateOnly day, DateOnly opens = default)
    {
        if (standing.IsCertified) return standing.ValidThrough;
        if (opens > day) return null;
        var due = standing.State switch
        {
            StandingState.Expired => standing.ValidThrough!.Value,
            StandingState.Suspended or StandingState.Revoked => standing.Since!.Value.AddDays(-1),
            _ => DutyOn(assignments, day).GraceThrough,
        };
        return due < opens ? opens.AddDays(-1) : due;
    }

    /// <summary>The duty that is running, or the last one that was: from the same function as the rates.</summary>
    /// <param name="assignments">The person's assignments in the role.</param>
    public static RoleDuty DutyOn(IReadOnlyList<RoleAssignment> assignments, DateOnly day)
    {
        var begun = assignments.Where(a => a.Start <= day).ToList();
        return begun.Count == 0 ? new(day, HasGrace: true) : RoleDuty.Of(begun.Max(a => a.Start), [.. begun.Select(a => (a.Start, a.End))]);
    }
}
