using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Training.Modules.People.Services;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Modules.People.Pages;

/// <summary>Screen 01. Where a visitor wanted to go is kept, if it is a page of this site.</summary>
[AllowAnonymous, EnableRateLimiting(SecurityServices.GuessingLimit)]
public sealed class SignInModel(SignInService signIn, PageFrame frame, Text text, CurrentTenant tenant) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Message { get; private set; }

    /// <summary>The site that lists the districts; null where this one has an address of its own.</summary>
    public string? OtherDistricts => tenant.Required is { IsDefault: false, RequestUrlPrefix.Length: > 0 } ? "/" : null;

    public IActionResult OnGet()
    {
        if (User.Identity?.IsAuthenticated == true) return LocalRedirect(Next());
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var answer = await signIn.TryAsync(Name, Password, cancel);
        if (answer == SignInAnswer.Done) return LocalRedirect(Next());
        Message = answer switch
        {
            SignInAnswer.Locked => text["密码输错太多次，为了安全先停 15 分钟。过后再试，或请所在街镇的管理员重置密码。"],
            SignInAnswer.Disabled => text["这个账号已停用。要恢复请联系所在街镇的管理员。"],
            SignInAnswer.Stale => text["一次性密码已过期。请联系所在街镇的管理员再发一个。"],
            _ => text["工号、手机号或密码不对。请检查后再试；忘记密码请联系所在街镇的管理员。"],
        };
        return Show();
    }

    private PageResult Show()
    {
        (frame.Title, frame.Area, frame.Layout, frame.BodyClass) = (text["登录"], Area.Public, "Layout-Focus", "plain");
        return Page();
    }

    private string Next() =>
        !string.IsNullOrEmpty(ReturnUrl) && Url.IsLocalUrl(ReturnUrl) && BelongsHere(ReturnUrl) ? ReturnUrl : Url.Content("~" + Landing.Of(User));

    /// <summary>Of this tenant, not of its neighbor below the same host.</summary>
    private bool BelongsHere(string address) =>
        Request.PathBase.Value is not { Length: > 0 } root || address == root || address.StartsWith(root + "/", StringComparison.OrdinalIgnoreCase);
}
