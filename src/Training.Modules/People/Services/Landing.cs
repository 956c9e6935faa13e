using System.Security.Claims;
using Training.Modules.People.Models;

namespace Training.Modules.People.Services;

/// <summary>The first page after signing in: what somebody comes for.</summary>
public static class Landing
{
    /// <summary>Tenant-relative.</summary>
    public static string Of(ClaimsPrincipal user) =>
        user.IsInRole(PersonClaims.Learner) ? "/home"
        : user.IsInRole(nameof(StaffRole.CityStaff)) ? "/console/city"
        : Staff.Any(r => user.IsInRole(r.ToString())) ? "/console/rates"
        : user.IsInRole(nameof(StaffRole.Assessor)) ? "/console/records"
        : user.IsInRole(nameof(StaffRole.Trainer)) ? "/console/courseware"
        : "/me";

    private static readonly StaffRole[] Staff = [StaffRole.SiteAdmin, StaffRole.DistrictStaff, StaffRole.SubDistrictStaff, StaffRole.LineStaff, StaffRole.SchoolAdmin];
}
