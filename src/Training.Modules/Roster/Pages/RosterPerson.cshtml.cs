using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Models;
using Training.Modules.Roster.Queries;
using Training.Modules.Roster.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Roster.Pages;

/// <summary>Somebody of the roster: name and numbers, posts, account, and what was changed when by whom.</summary>
[Authorize(RosterPermissions.KeepRoster)]
public sealed class RosterPersonModel(
    PersonFiles files, PersonDesk people, PostDesk posts, AccountDesk accounts, Places places, PageFrame frame, Text text, TimeProvider clock) : RosterPage(frame, text)
{
    [BindProperty] public int Version { get; set; }
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? StaffNo { get; set; }
    [BindProperty] public string? Phone { get; set; }
    [BindProperty] public bool NoPhone { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public TrainingRole? Role { get; set; }
    [BindProperty] public string? Place { get; set; }
    [BindProperty] public string? Start { get; set; }
    [BindProperty] public string? End { get; set; }

    public PersonFile Known { get; private set; } = null!;
    public IReadOnlyList<PlaceGroup> Choice { get; private set; } = [];
    public bool IsSchool { get; private set; }
    public DateOnly Today => clock.Today();

    /// <summary>Asked for with a reason, this once.</summary>
    public string? FullPhone { get; private set; }

    /// <summary>A one-time password, this once.</summary>
    public string? Secret { get; private set; }

    public string? Masked => RosterList.Masked(Known.Person.Phone);
    public bool IsClosed => Known.Account?.IsDisabled(clock.UtcNow()) == true;

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (await files.FindAsync(User, reference, cancel) is not { } file) return NotFound();
        (Version, Name, StaffNo) = (file.Person.Version, file.Person.Name, file.Person.StaffNo);
        await FillAsync(file, cancel);
        return Page();
    }

    /// <param name="do">Which form was sent.</param>
    public async Task<IActionResult> OnPostAsync(string reference, string? @do, CancellationToken cancel)
    {
        string? done = null;
        RosterAnswer answer;
        switch (@do)
        {
            case "edit":
                (answer, done) = (await people.EditAsync(User, reference, Version, Name, StaffNo, Phone, NoPhone, cancel), Text["改好了。"]);
                break;
            case "phone":
                (FullPhone, answer) = await people.ShowPhoneAsync(User, reference, Reason, cancel);
                break;
            case "post":
                answer = NoDays(("start", Start), ("end", End)) is { Count: > 0 } wrong ? new(wrong)
                    : await posts.AddAsync(User, reference, Version, Role, Place, RosterWords.ParseDay(Start), RosterWords.ParseDay(End), cancel);
                done = Text["任职已新增，证书和持证情况已按新的任职计算。"];
                break;
            case "open":
                answer = await accounts.OpenAsync(User, reference, Version, cancel);
                Secret = answer.Secret;
                break;
            case "close":
                (answer, done) = (await accounts.CloseAsync(User, reference, Version, cancel), Text["账号已停用，已登录的设备也会退出。"]);
                break;
            case "reopen":
                (answer, done) = (await accounts.ReopenAsync(User, reference, Version, cancel), Text["账号已恢复。"]);
                break;
            default: return await files.FindAsync(User, reference, cancel) is null ? NotFound() : BadRequest();
        }
        if (answer.IsMissing || await files.FindAsync(User, reference, cancel) is not { } file) return NotFound();
        if (answer.IsDone && done is not null)
        {
            Done = done;
            return Redirect(Request.PathBase + "/console/roster/" + reference);
        }
        // What was typed stays; the version is the newest, so that a second look can be saved.
        ModelState.Clear();
        Version = file.Person.Version;
        (Name, StaffNo) = (Name ?? file.Person.Name, StaffNo ?? file.Person.StaffNo);
        await FillAsync(file, cancel);
        Show(answer);
        return Page();
    }

    private async Task FillAsync(PersonFile file, CancellationToken cancel)
    {
        Known = file;
        SetFrame(file.Person.Name);
        var scope = AssignmentScope.Of(User);
        IsSchool = scope.OnlyWorkUnits;
        Choice = await places.ChoiceAsync(scope, anywhere: false, cancel);
    }
}
