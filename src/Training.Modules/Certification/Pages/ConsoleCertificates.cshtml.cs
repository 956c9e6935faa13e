using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Settings;

namespace Training.Modules.Certification.Pages;

/// <summary>证书管理: approve what waits; suspend, reinstate or revoke one certificate by its number.</summary>
[Authorize(CertificationPermissions.IssueCertificates)]
public sealed class ConsoleCertificatesModel(
    IssueRequests requests, Evaluation evaluation, CertificateDesk desk, PeopleDirectory people, SettingsStore settings, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public IReadOnlyList<WaitingPerson> Waiting { get; private set; } = [];
    public int WaitingTotal { get; private set; }
    public bool AutoIssue { get; private set; }
    public IReadOnlyDictionary<int, string> Streets { get; private set; } = new Dictionary<int, string>();

    [BindProperty(SupportsGet = true)] public string? Number { get; set; }
    [BindProperty] public CertificateEventKind? Action { get; set; }
    [BindProperty] public DateOnly? EffectiveOn { get; set; }
    [BindProperty] public string? Reason { get; set; }

    public CertificateHistory? Found { get; private set; }
    public DateOnly Today { get; private set; }

    /// <summary>What went wrong with the action; the form keeps what was typed.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What was done by the request before this one.</summary>
    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await FillAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostApproveAsync(string person, TrainingRole role, CancellationToken cancel)
    {
        if (await people.ByRefAsync(person, cancel) is not { } found || !await desk.InScopeAsync(User, found.Id, role, cancel)) return NotFound();
        Done = await evaluation.ApproveAsync(found.Id, role, cancel) is { } certificate
            ? text["已给{0}发证，编号 {1}。", found.Name, certificate.Number]
            : text["{0}的证书已经发过，或者要求不再满足，没有再发。", found.Name];
        return Redirect(Request.PathBase + "/console/certificates");
    }

    public async Task<IActionResult> OnPostActAsync(CancellationToken cancel)
    {
        await FillAsync(cancel);
        if (Found is null) return NotFound();
        if (Action is not { } action) Refusal = text["请选择要做什么。"];
        else if (EffectiveOn is not { } day) Refusal = text["请填写生效日。"];
        else if (await desk.ActAsync(Found.Certificate.Id, action, day, Reason ?? "", User.UserId(), cancel) is { } refusal) Refusal = text[refusal];
        else
        {
            Done = text["证书 {0} 已{1}，{2}起生效。", Found.Certificate.Number, text[action.Title()], text.Date(day)];
            return Redirect($"{Request.PathBase}/console/certificates?number={Found.Certificate.Number}");
        }
        return Page();
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        frame.Title = text["证书管理"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "certificates";
        Today = clock.Today();
        AutoIssue = (await settings.GetAsync<CertificationSettings>(cancel)).AutoIssue;
        (Waiting, WaitingTotal) = await requests.ListAsync(AssignmentScope.Of(User), cancel);
        Streets = (await people.ReportingUnitsAsync(cancel)).ToDictionary(u => u.Id, u => u.Name);
        if (string.IsNullOrWhiteSpace(Number) || Number.Length > CertificateNumber.TypedMax) return;
        Number = CertificateNumber.Parse(Number) ?? Number.Trim();
        Found = await desk.FindForOfficerAsync(User, Number, cancel);
    }
}
