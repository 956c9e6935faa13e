using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Models;
using Training.Modules.Roster.Queries;
using Training.Modules.Roster.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Roster.Pages;

/// <summary>Somebody new, with a first post.</summary>
[Authorize(RosterPermissions.KeepRoster)]
public sealed class RosterNewModel(PersonDesk desk, Places places, PageFrame frame, Text text) : RosterPage(frame, text)
{
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? StaffNo { get; set; }
    [BindProperty] public string? Phone { get; set; }
    [BindProperty(SupportsGet = true)] public TrainingRole? Role { get; set; }

    /// <summary>Code of a street or unit.</summary>
    [BindProperty(SupportsGet = true)] public string? Place { get; set; }

    [BindProperty] public string? Start { get; set; }

    public IReadOnlyList<PlaceGroup> Choice { get; private set; } = [];
    public bool IsSchool { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var answer = NoDays(("start", Start)) is { Count: > 0 } wrong ? new RosterAnswer(wrong)
            : await desk.AddAsync(User, Name, StaffNo, Phone, Role, Place, RosterWords.ParseDay(Start), cancel);
        if (answer.IsDone)
        {
            Done = Text["已新增 {0}。接下来可以开通账号。", Name!.Trim()];
            return Redirect(Request.PathBase + "/console/roster/" + answer.Ref);
        }
        await FillAsync(cancel);
        Show(answer);
        return Page();
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        SetFrame(Text["新增人员"]);
        var scope = AssignmentScope.Of(User);
        IsSchool = scope.OnlyWorkUnits;
        Choice = await places.ChoiceAsync(scope, anywhere: false, cancel);
    }
}
