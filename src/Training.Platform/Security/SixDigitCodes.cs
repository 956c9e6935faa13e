using Microsoft.AspNetCore.Identity;

namespace Training.Platform.Security;

/// <summary>Six digits, good for some minutes, for one account and one purpose (RFC 6238 over the account's security stamp).</summary>
public sealed class SixDigitCodes : TotpSecurityStampBasedTokenProvider<User>
{
    /// <summary>Name for <see cref="UserManager{TUser}.GenerateUserTokenAsync"/>.</summary>
    public const string Provider = "SixDigits";

    /// <summary>No second factor at sign-in.</summary>
    public override Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) => Task.FromResult(false);
}
