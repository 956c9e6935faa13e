using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Courseware.Authoring;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Courseware.Pages.Console;

/// <summary>
/// A lesson to write: outline, fields and Markdown, preview. Saving states the version that the text is based on; when
/// somebody saved since, nothing is kept and both texts are shown (docs/decisions/0003).
/// </summary>
[Authorize(CoursewarePermissions.EditCourseware), FormLimit(MaxBytes)]
public sealed class LessonEditorModel(
    LessonDesk desk, LessonWriter writer, LessonCheck check, LessonPreview preview, PermissionTable permissions, Text text, TimeProvider clock) : PageModel
{
    /// <summary>Bytes of the form: the longest text, percent-encoded.</summary>
    public const int MaxBytes = 256 * 1024;

    public LessonOnDesk Desk { get; private set; } = null!;
    public LessonText Lesson { get; private set; } = null!;
    public IReadOnlyList<LessonProblem> Problems { get; private set; } = [];

    /// <summary>Version that what stands in the form is based on.</summary>
    public string BasedOn { get; private set; } = "";

    /// <summary>What somebody else saved meanwhile; the form holds the author's own text.</summary>
    public ContentItem? Theirs { get; private set; }

    /// <summary>True while the form holds something that is not kept yet.</summary>
    public bool Unsaved { get; private set; }

    public bool CanPublish => permissions.Has(User, CoursewarePermissions.PublishCourseware);
    public string SavedText => text["{0} 已保存", Moments.Short(text, Desk.Latest.ModifiedUtc, clock.Today())];
    public string PreviewHtml => preview.LessonHtml(Lesson);
    public string ProblemsHtml => preview.ProblemsHtml(Problems, Lesson, linked: true);
    public string TodoText => preview.TodoText(Problems);
    public string CountText => preview.CountText(Lesson);

    /// <summary>Which note the address asks for.</summary>
    public string? Note => Request.Query["note"] is [var note] ? note : null;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel)) return NotFound();
        return await ShowAsync(LessonText.Of(Desk.Latest), Desk.Latest.ContentItemVersionId, cancel);
    }

    /// <param name="then">publish: on to the confirmation; preview: show, keep nothing.</param>
    public async Task<IActionResult> OnPostAsync(
        string id, string? basedOn, string? title, string? minutes, string? think, string? markdown, string? then, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel)) return NotFound();
        var mine = LessonText.Of(title, minutes, think, markdown);
        var based = LessonDesk.IsId(basedOn) ? basedOn! : "";
        Unsaved = true;
        if (then == "preview") return await ShowAsync(mine, based, cancel);

        Problems = await check.OfAsync(mine, Desk.PublishedText, cancel);
        if (Problems.Any(p => p.Kind == ProblemKind.Refused)) return await RefuseAsync(422, mine, based, cancel);
        var (outcome, newest) = await writer.SaveAsync(Desk, mine, based, User.Name(), cancel);
        if (outcome == SaveOutcome.Conflict)
        {
            // Found anew: the version that won may be younger than the one read above.
            if (!await FindAsync(id, cancel)) return NotFound();
            Theirs = Desk.Latest;
            return await RefuseAsync(409, mine, Theirs.ContentItemVersionId, cancel);
        }
        if (IsScript)
        {
            var number = Desk.VersionRows.Count + (outcome == SaveOutcome.Saved ? 1 : 0);
            return new JsonResult(new
            {
                saved = text["{0} 已保存", Moments.Clock(newest!.ModifiedUtc)], basedOn = newest.ContentItemVersionId,
                draft = newest.Published ? "" : text["草稿 v{0}", number],
            });
        }
        return then == "publish" && CanPublish && !newest!.Published
            ? LocalRedirect($"~/console/courseware/{Desk.Id}/publish/{newest.ContentItemVersionId}")
            : LocalRedirect($"~/console/courseware/{Desk.Id}{(outcome == SaveOutcome.Unchanged ? "?note=unchanged" : "")}");
    }

    private bool IsScript => Request.Headers.XRequestedWith == "fetch";

    private async Task<bool> FindAsync(string id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } found) return false;
        Desk = found;
        return true;
    }

    /// <summary>A script only learns that the page has something to say, and sends the form again to see it.</summary>
    private async Task<IActionResult> RefuseAsync(int status, LessonText mine, string basedOn, CancellationToken cancel)
    {
        if (IsScript) return StatusCode(status);
        Response.StatusCode = status;
        return await ShowAsync(mine, basedOn, cancel);
    }

    private async Task<IActionResult> ShowAsync(LessonText lesson, string basedOn, CancellationToken cancel)
    {
        (Lesson, BasedOn) = (lesson, basedOn);
        Problems = await check.OfAsync(lesson, Desk.PublishedText, cancel);
        return Page();
    }
}
