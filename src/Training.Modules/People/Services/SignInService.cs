using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Modules.People.Services;

/// <summary>The last two are told only to who knows the password.</summary>
public enum SignInAnswer { Done, Wrong, Locked, Disabled, Stale }

/// <summary>
/// Signing in with 工号 or mobile number. A stranger learns nothing about who has an account: an unknown name costs the same
/// time, gives the same answer and is locked after the same number of tries as a known one.
/// </summary>
public sealed class SignInService(
    TenantDb db, UserManager<User> users, SignInManager<User> signIn, AuditLog audit, IMemoryCache cache, CurrentTenant tenant, TimeProvider clock)
{
    /// <summary>Longer input is no name and no password of ours.</summary>
    public const int MaxLength = 100;

    private static readonly User Nobody = new() { UserName = "nobody" };
    private static readonly string NobodysHash = new PasswordHasher<User>().HashPassword(Nobody, Ids.New());

    public async Task<SignInAnswer> TryAsync(string? name, string? password, CancellationToken cancel)
    {
        name = (name ?? "").Trim();
        password ??= "";
        if (name.Length is 0 or > MaxLength || password.Length is 0 or > MaxLength) return SignInAnswer.Wrong;
        if (await FindAsync(name, cancel) is not { } user) return await RefuseUnknownAsync(name, password, cancel);

        if (await StoppedAsync(user, password) is { } stopped)
        {
            audit.Add("SignIn", stopped.ToString(), $"user:{user.Id}", stopped == SignInAnswer.Disabled ? "账号已停用" : "一次性密码已过期");
            await db.SaveChangesAsync(cancel);
            return stopped;
        }
        var result = await signIn.PasswordSignInAsync(user, password, isPersistent: true, lockoutOnFailure: true);
        var (answer, what, summary) = result switch
        {
            { Succeeded: true } => (SignInAnswer.Done, "SignedIn", "登录"),
            { IsLockedOut: true } => (SignInAnswer.Locked, "LockedOut", "密码多次不对，账号锁定中"),
            _ => (SignInAnswer.Wrong, "Failed", "密码不对"),
        };
        audit.Add("SignIn", what, $"user:{user.Id}", summary);
        await db.SaveChangesAsync(cancel);
        return answer;
    }

    /// <summary>Who knows the password of a closed account is told so; a stranger is not.</summary>
    private async Task<SignInAnswer?> StoppedAsync(User user, string password)
    {
        SignInAnswer? stopped = user.IsDisabled(clock.UtcNow()) ? SignInAnswer.Disabled
            : user.OneTimeUntilUtc < clock.UtcNow() && !await users.IsLockedOutAsync(user) ? SignInAnswer.Stale : null;
        return stopped is not null && await users.CheckPasswordAsync(user, password) ? stopped : null;
    }

    private async Task<User?> FindAsync(string name, CancellationToken cancel)
    {
        if (PhoneNumber.TryParse(name) is { } phone)
        {
            // Two people with one number: neither can use it to sign in.
            var byPhone = await users.Users.Where(u => u.PhoneNumber == phone.Digits).OrderBy(u => u.Id).Take(2).ToListAsync(cancel);
            if (byPhone.Count == 1) return byPhone[0];
        }
        return await users.FindByNameAsync(name);
    }

    private async Task<SignInAnswer> RefuseUnknownAsync(string name, string password, CancellationToken cancel)
    {
        users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
        // The name may be a password typed into the wrong box: neither the trail nor the memory keeps it readable.
        var key = (tenant.Required.TenantId, "unknown-sign-in", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToUpperInvariant()))));
        var tries = cache.TryGetValue(key, out int before) ? before + 1 : 1;
        cache.Set(key, tries, users.Options.Lockout.DefaultLockoutTimeSpan);
        audit.Add("SignIn", "Failed", "unknown", "没有这个账号");
        await db.SaveChangesAsync(cancel);
        return tries >= users.Options.Lockout.MaxFailedAccessAttempts ? SignInAnswer.Locked : SignInAnswer.Wrong;
    }
}
