using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Training.Platform.Security;

/// <summary>All permissions of all modules; answers whether somebody has one.</summary>
public sealed class PermissionTable(IEnumerable<Permission> permissions)
{
    private readonly FrozenDictionary<string, Permission> _byName = permissions.ToFrozenDictionary(p => p.Name);

    public IEnumerable<Permission> All => _byName.Values;

    /// <exception cref="KeyNotFoundException">No module declares a permission of this name: a fault in the code.</exception>
    public bool Has(ClaimsPrincipal user, string permission) =>
        user.Identity?.IsAuthenticated == true
        && _byName[permission].Roles.Any(r => r == "*" || user.IsInRole(r));

    public bool Exists(string permission) => _byName.ContainsKey(permission);
}

/// <summary>Makes a policy of every permission, so that <c>[Authorize("ViewReports")]</c> needs no registration.</summary>
public sealed class PermissionPolicies(PermissionTable table) : IAuthorizationPolicyProvider
{
    private static readonly AuthorizationPolicy SignedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();

    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(SignedIn);

    /// <summary>A page that says nothing needs a signed-in user: forgetting an attribute must not open a door.</summary>
    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(SignedIn);

    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName)
    {
        if (!table.Exists(policyName)) throw new InvalidOperationException($"No module declares the permission '{policyName}'.");
        return Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(c => table.Has(c.User, policyName))
            .Build());
    }
}
