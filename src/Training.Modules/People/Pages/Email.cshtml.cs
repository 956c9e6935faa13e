using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Notifications;
using Training.Platform.Security;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.People.Pages;

/// <summary>我的邮箱: one's own address for reminders. Mail goes only to an address whose owner has confirmed it: lists of names may be in it.</summary>
[EnableRateLimiting(SecurityServices.GuessingLimit)]
public sealed class EmailModel(
    UserManager<User> users, TenantDb db, UnitOfWork unit, MailTrial mail, SettingsStore settings, AuditLog audit, IMemoryCache cache, CurrentTenant tenant,
    PageFrame frame, Text text) : PageModel
{
    /// <summary>Between two mails with a code.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public string? Address { get; private set; }
    public bool IsConfirmed { get; private set; }
    public bool SendsMail { get; private set; }

    /// <summary>What was typed and refused.</summary>
    public string? Typed { get; private set; }

    public string? Refusal { get; private set; }

    /// <summary>What was just done, told by the address after the redirect.</summary>
    public string? Saved => Request.Query["saved"].ToString() switch
    {
        "sent" => text["确认邮件已发出，请把里面的 6 位数字填在下面。"],
        "confirmed" => text["邮箱已确认。"],
        "removed" => text["邮箱已去掉，以后不再发邮件。"],
        _ => null,
    };

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostSaveAsync(string? email, CancellationToken cancel)
    {
        var user = await LoadAsync(cancel);
        Typed = email?.Length > MailAddress.MaxLength ? email[..MailAddress.MaxLength] : email;
        var key = (tenant.Required.TenantId, "email-code", user.Id);
        if (!SendsMail) Refusal = text["本站还没有开通邮件，消息请在“我的消息”里看。"];
        else if (!MailAddress.TryParse(email, out var address)) Refusal = text["请填写一个完整的邮箱，例如 wang@example.cn。"];
        else if (cache.TryGetValue(key, out _)) Refusal = text["刚发过一封，请等一分钟再试。"];
        else
        {
            cache.Set(key, true, Pause);
            var code = await users.GenerateUserTokenAsync(user, SixDigitCodes.Provider, Purpose(address));
            var trouble = await mail.SendAsync(await settings.GetAsync<MailSettings>(cancel), user.DisplayName, address, text["确认邮箱"],
                text["确认邮箱的数字是 {0}，几分钟内有效。不是你填的，不用理会。", code], cancel);
            if (trouble is not null) Refusal = text["邮件没有发出去：{0}", trouble];
            else
            {
                await StoreAsync(user, address, confirmed: false, "EmailEntered", "本人填了邮箱", cancel);
                return LocalRedirect(Url.Content("~/me/email?saved=sent"));
            }
        }
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(string? code, CancellationToken cancel)
    {
        var user = await LoadAsync(cancel);
        if (user.Email is not { } address) return NotFound();
        var digits = new string([.. (code ?? "").Where(char.IsAsciiDigit).Take(10)]);
        if (await users.IsLockedOutAsync(user)) Refusal = text["试了太多次，为了安全先停 15 分钟。"];
        else if (!await users.VerifyUserTokenAsync(user, SixDigitCodes.Provider, Purpose(address), digits))
        {
            await users.AccessFailedAsync(user);
            Refusal = text["数字不对，或过了时间。请再看一遍邮件，或再发一次。"];
        }
        else
        {
            await StoreAsync(user, address, confirmed: true, "EmailConfirmed", "本人确认了邮箱", cancel);
            return LocalRedirect(Url.Content("~/me/email?saved=confirmed"));
        }
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel)
    {
        await StoreAsync(await LoadAsync(cancel), null, confirmed: false, "EmailRemoved", "本人去掉了邮箱", cancel);
        return LocalRedirect(Url.Content("~/me/email?saved=removed"));
    }

    private static string Purpose(string address) => "confirm:" + address;

    /// <summary>Straight to the row: the address is not used to sign in, so no session has to end.</summary>
    private Task StoreAsync(User user, string? address, bool confirmed, string what, string summary, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var normalized = users.NormalizeEmail(address);
        await db.Set<User>().Where(u => u.Id == user.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.Email, address)
            .SetProperty(u => u.NormalizedEmail, normalized).SetProperty(u => u.EmailConfirmed, confirmed), cancel);
        audit.Add("Person", what, $"user:{user.Id}", summary);
    }, cancel);

    private async Task<User> LoadAsync(CancellationToken cancel)
    {
        (frame.Title, frame.Nav) = (text["我的邮箱"], "me");
        var user = await users.GetUserAsync(User) ?? throw new InvalidOperationException("The cookie names no user.");
        SendsMail = (await settings.GetAsync<MailSettings>(cancel)).CanSend;
        (Address, IsConfirmed) = (user.Email, user.EmailConfirmed);
        return user;
    }
}
