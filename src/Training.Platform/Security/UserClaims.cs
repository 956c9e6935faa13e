using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Training.Platform.Tenants;

namespace Training.Platform.Security;

/// <summary>Writes the tenant, the name and every module's claims into the cookie, so that a page needs no query to know its reader.</summary>
internal sealed class UserClaims(
    UserManager<User> users, IOptions<IdentityOptions> options, CurrentTenant tenant, IEnumerable<IClaimsSource> sources)
    : UserClaimsPrincipalFactory<User>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(User user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(Claims.Tenant, tenant.Required.TenantId));
        identity.AddClaim(new(Claims.DisplayName, user.DisplayName));
        if (user.OneTimeUntilUtc is not null) identity.AddClaim(new(Claims.OneTimePassword, "1"));
        foreach (var source in sources) identity.AddClaims(await source.ForAsync(user, CancellationToken.None));
        return identity;
    }
}
