using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Pages;

/// <summary>发证设置: after approval or by rule, in whose name, under which number.</summary>
[Authorize(CertificationPermissions.ManageSchemes)]
public sealed class IssuingSettingsModel(IssuingRules rules, PageFrame frame, Text text) : PageModel
{
    /// <summary>As it is saved; after a refusal, as it was typed.</summary>
    public CertificationSettings Input { get; private set; } = new();

    public string? Refusal { get; private set; }

    /// <summary>What was done by the request before this one.</summary>
    [TempData] public string? Done { get; set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Frame();
        Input = await rules.GetAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(bool? autoIssue, string? issuer, string? districtCode, string? publicUrl, CancellationToken cancel)
    {
        Frame();
        var before = await rules.GetAsync(cancel);
        Input = before with
        {
            AutoIssue = autoIssue ?? before.AutoIssue, Issuer = (issuer ?? "").Trim(), DistrictCode = (districtCode ?? "").Trim(), PublicUrl = (publicUrl ?? "").Trim(),
        };
        if (IssuingRules.Refuse(Input) is { } refusal)
        {
            Refusal = text[refusal];
            return Page();
        }
        await rules.SaveAsync(Input, cancel);
        Done = text["发证设置已保存。"];
        return Redirect(Request.PathBase + "/console/certificates/settings");
    }

    private void Frame()
    {
        frame.Title = text["发证设置"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "certificates";
    }
}
