using System.Security.Claims;

namespace Training.Platform.Security;

/// <summary>What the sign-in cookie says of its owner.</summary>
public static class Claims
{
    /// <summary>Stable id of the tenant in which the cookie was issued.</summary>
    public const string Tenant = "tenant";

    /// <summary>A role held, in the sense of <see cref="Permission.Roles"/>.</summary>
    public const string Role = ClaimTypes.Role;

    public const string DisplayName = "name";

    /// <summary>"1" while the password is a one-time one: nothing but changing it is possible.</summary>
    public const string OneTimePassword = "one_time";

    public static long? UserId(this ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    public static string Name(this ClaimsPrincipal user) => user.FindFirstValue(DisplayName) ?? "";
}

/// <summary>Adds a module's own claims when somebody signs in, and again when the cookie is renewed.</summary>
public interface IClaimsSource
{
    Task<IEnumerable<Claim>> ForAsync(User user, CancellationToken cancel);
}
