using System.Security.Claims;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Submissions.Models;

/// <summary>Who confirms, submits or decides, and when.</summary>
/// <param name="Name">Shown within the own site only.</param>
/// <param name="Office">What leaves the site: the office and the account, never a name.</param>
public sealed record ReportActor(long? UserId, string Name, string Office, DateTime Utc)
{
    public static ReportActor Of(ClaimsPrincipal user, TimeProvider clock) =>
        new(user.UserId(), user.Name(), $"{RoleOf(user).Title()}（{user.Identity?.Name}）", clock.UtcNow());

    /// <summary>街镇 that are the user's own by office, also of somebody who sees all.</summary>
    public static IReadOnlyList<int> StreetsOf(ClaimsPrincipal user) =>
        [.. user.FindAll(PersonClaims.Scope).Where(c => c.Value.StartsWith("street:", StringComparison.Ordinal))
            .Select(c => int.TryParse(c.Value.AsSpan(7), out var id) ? id : 0).Where(id => id > 0).Distinct().Order()];

    private static StaffRole RoleOf(ClaimsPrincipal user) =>
        new[] { StaffRole.DistrictStaff, StaffRole.CityStaff, StaffRole.SiteAdmin, StaffRole.SubDistrictStaff }.FirstOrDefault(r => user.IsInRole(r.ToString()), StaffRole.LineStaff);
}
