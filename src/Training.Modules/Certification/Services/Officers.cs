using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Training.Platform.Security;

namespace Training.Modules.Certification.Services;

/// <summary>
/// The rights that somebody has now, for work that was ordered earlier: who lost them meanwhile has the rest of the work refused.
/// </summary>
public sealed class Officers(UserManager<User> users, IUserClaimsPrincipalFactory<User> principals, PermissionTable permissions)
{
    /// <returns>Null when the account is gone or has lost the permission.</returns>
    public async Task<ClaimsPrincipal?> WithAsync(long userId, string permission)
    {
        if (await users.FindByIdAsync(userId.ToString(CultureInfo.InvariantCulture)) is not { } user) return null;
        var principal = await principals.CreateAsync(user);
        return permissions.Has(principal, permission) ? principal : null;
    }
}
