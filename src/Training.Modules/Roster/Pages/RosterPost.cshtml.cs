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

/// <summary>One post of somebody: transfer, end, correct, strike out; its leaves and exemptions.</summary>
[Authorize(RosterPermissions.KeepRoster)]
public sealed class RosterPostModel(
    PersonFiles files, PostDesk posts, LeaveDesk leaves, ExemptionDesk exemptions, Places places, PageFrame frame, Text text) : RosterPage(frame, text)
{
    [BindProperty] public int Version { get; set; }

    /// <summary>Code of a street or unit.</summary>
    [BindProperty] public string? Place { get; set; }

    /// <summary>First day at the new place.</summary>
    [BindProperty] public string? Day { get; set; }

    [BindProperty] public string? Start { get; set; }
    [BindProperty] public string? End { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public LeaveKind? Kind { get; set; }

    /// <summary>Of a leave or an exemption.</summary>
    [BindProperty] public long? Id { get; set; }

    /// <summary>Which form was sent; its fields show what was typed.</summary>
    public string? Sent { get; private set; }

    public PersonFile Known { get; private set; } = null!;
    public PostFile Post { get; private set; } = null!;
    public IReadOnlyList<PlaceGroup> Anywhere { get; private set; } = [];
    public PlaceGroup? Here { get; private set; }
    public bool IsSchool { get; private set; }

    /// <summary>What was typed into a field of the form that was refused, else what is there.</summary>
    public string? Typed(string form, string? typed, string? now = null) => Sent == form ? typed : now;

    public async Task<IActionResult> OnGetAsync(string reference, string post, CancellationToken cancel) =>
        await FillAsync(reference, post, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string reference, string post, string? @do, CancellationToken cancel)
    {
        Sent = @do;
        var (day, start, end) = (RosterWords.ParseDay(Day), RosterWords.ParseDay(Start), RosterWords.ParseDay(End));
        var wrong = NoDays(("day", Day), ("start", Start), ("end", End));
        Task<RosterAnswer>? work = wrong.Count > 0 ? Task.FromResult(new RosterAnswer(wrong)) : @do switch
        {
            "transfer" => posts.TransferAsync(User, reference, Version, post, Place, day, cancel),
            "end" => posts.EndAsync(User, reference, Version, post, end, cancel),
            "correct" => posts.CorrectAsync(User, reference, Version, post, Place, start, end, cancel),
            "strike" => posts.StrikeAsync(User, reference, Version, post, Reason, cancel),
            "leave" => leaves.KeepAsync(User, reference, Version, post, Id, Kind, start, end, cancel),
            "leave-remove" when Id is { } id => leaves.RemoveAsync(User, reference, Version, post, id, cancel),
            "ask" => exemptions.AskAsync(User, reference, Version, post, Reason, start, end, cancel),
            "exemption-end" when Id is { } id => exemptions.EndAsync(User, reference, Version, post, id, end, cancel),
            _ => null,
        };
        if (work is null) return await FillAsync(reference, post, cancel) ? BadRequest() : NotFound();
        var answer = await work;
        if (answer.IsMissing) return NotFound();
        if (answer.IsDone)
        {
            Done = @do == "ask" ? Text["免训已提交，等别人审批。"] : Text["存好了，证书和持证情况已跟着算好。"];
            return Redirect(Request.PathBase + "/console/roster/" + reference + (@do is "strike" or "transfer" ? "" : "/posts/" + post));
        }
        ModelState.Clear();
        if (!await FillAsync(reference, post, cancel)) return NotFound();
        Show(answer);
        return Page();
    }

    private async Task<bool> FillAsync(string reference, string post, CancellationToken cancel)
    {
        if (await files.FindAsync(User, reference, cancel) is not { } file || file.Posts.FirstOrDefault(p => p.Mine && p.Post.Ref == post) is not { } line) return false;
        (Known, Post, Version) = (file, await files.OfAsync(line, cancel), file.Person.Version);
        SetFrame(Text["{0}的任职：{1}", file.Person.Name, Text[line.Post.Role.Title()]]);
        var scope = AssignmentScope.Of(User);
        IsSchool = scope.OnlyWorkUnits;
        Anywhere = IsSchool ? [] : await places.ChoiceAsync(scope, anywhere: true, cancel);
        Here = (IsSchool ? await places.ChoiceAsync(scope, anywhere: false, cancel) : Anywhere).FirstOrDefault(g => g.Street.Id == line.Place.Street.Id);
        return true;
    }
}
