using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.People.Services;
using Training.Modules.Roster.Services;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Roster.Pages;

/// <summary>免训审批: what was asked for within one's scope and waits for somebody else.</summary>
[Authorize(RosterPermissions.KeepRoster)]
public sealed class RosterExemptionsModel(ExemptionDesk desk, PeopleDirectory directory, PermissionTable permissions, PageFrame frame, Text text) : RosterPage(frame, text)
{
    [BindProperty] public int Version { get; set; }
    [BindProperty] public string? Person { get; set; }
    [BindProperty] public string? Asked { get; set; }
    [BindProperty] public string? Note { get; set; }

    public IReadOnlyList<WaitingExemption> Waiting { get; private set; } = [];
    public IReadOnlyDictionary<int, string> Streets { get; private set; } = new Dictionary<int, string>();
    public bool MayDecide { get; private set; }

    public bool IsOwn(WaitingExemption waiting) => waiting.Request.AskedByUserId == User.UserId();

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    public async Task<IActionResult> OnPostAsync(string? @do, CancellationToken cancel)
    {
        if (@do is not ("approve" or "refuse") || Person is null || Asked is null) return BadRequest();
        var answer = await desk.DecideAsync(User, Person, Version, Asked, @do == "approve", Note, cancel);
        if (answer.IsMissing) return NotFound();
        if (answer.IsDone)
        {
            Done = @do == "approve" ? Text["已同意，持证情况已跟着算好。"] : Text["已记下不同意。"];
            return Redirect(Request.PathBase + "/console/roster/exemptions");
        }
        await FillAsync(cancel);
        Show(answer);
        return Page();
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        SetFrame(Text["免训审批"]);
        MayDecide = permissions.Has(User, RosterPermissions.DecideExemptions);
        Waiting = await desk.WaitingAsync(User, cancel);
        Streets = (await directory.ReportingUnitsAsync(cancel)).ToDictionary(u => u.Id, u => u.Name);
    }
}
