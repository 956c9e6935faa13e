using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

public static class HeldRoles
{
    /// <summary>Roles held on a day, in the order of tables.</summary>
    public static IReadOnlyList<TrainingRole> HeldOn(this IEnumerable<RoleAssignment> assignments, DateOnly day) =>
        [.. assignments.Where(a => a.Covers(day)).Select(a => a.Role).Distinct().Order()];

    public static bool Covers(this RoleAssignment assignment, DateOnly day) => assignment.Start <= day && (assignment.End is null || day <= assignment.End);
}
