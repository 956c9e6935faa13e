using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Services;
using Training.Modules.Roster.Models;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Roster.Services;

/// <summary>Accounts: opened or given a new password with one that works once, closed and opened again.</summary>
public sealed class AccountDesk(RosterChanges changes, RosterScope roster, UserManager<User> users, TenantDb db, TimeProvider clock)
{
    /// <summary>A one-time password that nobody used ends after so many days.</summary>
    public const int Days = 7;

    internal static readonly RosterProblem Guarded = new("", "这个人有管理权限，资料和账号由站点管理员维护。");

    /// <summary>A new account, or a new password for the one there is. The answer holds the password, this once.</summary>
    public Task<RosterAnswer> OpenAsync(ClaimsPrincipal user, string person, int version, CancellationToken cancel) =>
        changes.RunAsync(user, person, version, async change =>
        {
            var account = await AccountAsync(user, change, cancel);
            var password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 10);
            var until = clock.UtcNow().AddDays(Days);
            var isNew = account is null;
            if (account is null)
            {
                account = new User { UserName = change.Person.StaffNo, DisplayName = change.Person.Name, PhoneNumber = change.Person.Phone, OneTimeUntilUtc = until };
                var made = await users.CreateAsync(account, password);
                if (!made.Succeeded) throw new RosterRefusal(new RosterProblem("", "这个工号已经有账号。请先改工号。"));
                change.Person.UserId = account.Id;
            }
            else
            {
                account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
                (account.OneTimeUntilUtc, account.LockoutEnd, account.AccessFailedCount) = (until, null, 0);
                await users.UpdateSecurityStampAsync(account);
            }
            change.Secret = password;
            return (isNew ? "AccountOpened" : "PasswordReset", isNew ? "开通账号，发一次性密码" : "重发一次性密码");
        }, cancel);

    /// <summary>Ends all sessions too.</summary>
    public Task<RosterAnswer> CloseAsync(ClaimsPrincipal user, string person, int version, CancellationToken cancel) =>
        SetAsync(user, person, version, User.ForEver, "AccountClosed", "停用账号", cancel);

    public Task<RosterAnswer> ReopenAsync(ClaimsPrincipal user, string person, int version, CancellationToken cancel) =>
        SetAsync(user, person, version, null, "AccountReopened", "恢复账号", cancel);

    private Task<RosterAnswer> SetAsync(ClaimsPrincipal user, string person, int version, DateTimeOffset? lockedUntil, string name, string summary, CancellationToken cancel) =>
        changes.RunAsync(user, person, version, async change =>
        {
            var account = await AccountAsync(user, change, cancel) ?? throw new RosterRefusal();
            account.LockoutEnd = lockedUntil;
            await users.UpdateSecurityStampAsync(account);
            return (name, summary);
        }, cancel);

    private async Task<User?> AccountAsync(ClaimsPrincipal user, RosterChange change, CancellationToken cancel)
    {
        change.NeedPerson();
        if (await roster.IsGuardedAsync(user, change.Person.Id, cancel)) throw new RosterRefusal(Guarded);
        if (change.Person.Id == user.PersonId()) throw new RosterRefusal(new RosterProblem("", "自己的账号请在“我的”里改密码。"));
        return change.Person.UserId is { } id ? await db.Set<User>().SingleAsync(u => u.Id == id, cancel) : null;
    }
}
