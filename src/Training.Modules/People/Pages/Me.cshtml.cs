using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Notifications;
using Training.Platform.Security;

namespace Training.Modules.People.Pages;

/// <summary>A role on the page: current ones first.</summary>
public sealed record MyRole(string Title, string Line, string? Street, DateOnly Start, DateOnly? End);

/// <summary>Who am I here, and what of this site is mine to set.</summary>
[EnableRateLimiting(SecurityServices.GuessingLimit)]
public sealed class MeModel(
    PeopleDirectory people, UserManager<User> users, SignInManager<User> signIn, AuditLog audit, TenantDb db, NoticeBox box, TimeProvider clock,
    PageFrame frame, Text text) : PageModel
{
    public const string TextCookie = "text";
    public static readonly IReadOnlyList<(string Value, string Title)> TextSizes = [("", "标准"), ("lg", "大"), ("xl", "特大")];

    public Person? Person { get; private set; }
    public string? MaskedPhone { get; private set; }
    public string? MaskedEmail { get; private set; }

    /// <summary>Notices not opened yet.</summary>
    public int Unread { get; private set; }

    public IReadOnlyList<MyRole> Roles { get; private set; } = [];
    public string TextSize => Request.Cookies[TextCookie] ?? "";

    /// <summary>What is wrong with the new password, in words that say what to do.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The password came from somebody else and has to be changed first.</summary>
    public bool OneTime => User.HasClaim(Claims.OneTimePassword, "1");

    /// <summary>What was just saved, told by the address after the redirect.</summary>
    public string? Saved => Request.Query["saved"].ToString() switch
    {
        "password" => text["密码改好了，其他设备会退出登录。"],
        "text" => text["字号改好了。"],
        _ => null,
    };

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostPasswordAsync(string? current, string? next, CancellationToken cancel)
    {
        var user = await users.GetUserAsync(User) ?? throw new InvalidOperationException("The cookie names no user.");
        if (await users.IsLockedOutAsync(user)) Refusal = text["密码输错太多次，为了安全先停 15 分钟。过后再试，或请所在街镇的管理员重置密码。"];
        else if ((current ?? "").Length > SignInService.MaxLength || !await users.CheckPasswordAsync(user, current ?? ""))
        {
            await users.AccessFailedAsync(user);
            Refusal = text["现在的密码不对。请再输一次。"];
        }
        else if ((next ?? "").Length is < 8 or > SignInService.MaxLength || next!.Distinct().Count() < 4)
            Refusal = text["新密码要有 8 个以上的字符，至少 4 个不同。可以用一句好记的话。"];
        else if (next == current) Refusal = text["新密码和现在的一样。请换一个。"];
        else
        {
            user.OneTimeUntilUtc = null;
            var changed = await users.ChangePasswordAsync(user, current!, next!);
            if (!changed.Succeeded) throw new InvalidOperationException(string.Join(' ', changed.Errors.Select(e => e.Code)));
            await users.ResetAccessFailedCountAsync(user);
            audit.Add("Person", "PasswordChanged", $"user:{user.Id}", "本人改了密码");
            await db.SaveChangesAsync(cancel);
            // The change ends every other session; this one goes on.
            await signIn.RefreshSignInAsync(user);
            return LocalRedirect(Url.Content("~/me?saved=password"));
        }
        await LoadAsync(cancel);
        return Page();
    }

    public IActionResult OnPostText(string? size)
    {
        var options = new CookieOptions { Path = "/", SameSite = SameSiteMode.Lax, IsEssential = true, Secure = Request.IsHttps, MaxAge = TimeSpan.FromDays(365) };
        // Not HttpOnly: the button in the top bar of each page sets the same cookie.
        if (size is "lg" or "xl") Response.Cookies.Append(TextCookie, size, options);
        else Response.Cookies.Delete(TextCookie, options);
        return LocalRedirect(Url.Content("~/me?saved=text"));
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        (frame.Title, frame.Nav) = (text["我的"], "me");
        if (await users.GetUserAsync(User) is { } user)
        {
            MaskedEmail = user.Email is { } email ? MailAddress.Mask(email) : null;
            Unread = await box.UnreadAsync(user.Id, cancel);
        }
        if (User.PersonId() is not { } id || (Person = await people.FindAsync(id, cancel)) is null) return;
        MaskedPhone = Person.Phone is { } phone ? PhoneNumber.TryParse(phone)?.Masked ?? "****" : null;
        var units = (await people.ReportingUnitsAsync(cancel)).ToDictionary(u => u.Id, u => u.Name);
        var today = clock.Today();
        Roles = [.. (await people.AssignmentsAsync(id, cancel))
            .OrderBy(a => a.End < today).ThenByDescending(a => a.Start)
            .Select(a => new MyRole(text[a.Role.Title()], text[a.Line.Title()], units.GetValueOrDefault(a.SubDistrictId), a.Start, a.End))];
    }
}
