using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Courseware.Authoring;
using Training.Platform.Contents;
using Training.Platform.Security;

namespace Training.Modules.Courseware.Pages.Console;

/// <summary>An old version as learners saw it, beside the newest one, and the way back to it.</summary>
[Authorize(CoursewarePermissions.EditCourseware), FormLimit(MaxBytes)]
public sealed class LessonVersionModel(LessonDesk desk, LessonWriter writer, LessonPreview preview) : PageModel
{
    /// <summary>Bytes: an id and a form token.</summary>
    public const int MaxBytes = 8 * 1024;

    public LessonOnDesk Desk { get; private set; } = null!;
    public ContentItem Version { get; private set; } = null!;
    public string PreviewHtml => preview.LessonHtml(LessonText.Of(Version));

    public async Task<IActionResult> OnGetAsync(string id, string version, CancellationToken cancel) =>
        await FindAsync(id, version, cancel) ? Page() : NotFound();

    /// <summary>Restores. <paramref name="basedOn"/> is the newest version that the author saw.</summary>
    public async Task<IActionResult> OnPostAsync(string id, string version, string? basedOn, CancellationToken cancel)
    {
        if (!await FindAsync(id, version, cancel)) return NotFound();
        var (outcome, _) = await writer.RestoreAsync(Desk, Version, LessonDesk.IsId(basedOn) ? basedOn! : "", User.Name(), cancel);
        var note = outcome switch { SaveOutcome.Saved => "restored", SaveOutcome.Unchanged => "unchanged", _ => "newer" };
        return LocalRedirect($"~/console/courseware/{Desk.Id}?note={note}");
    }

    private async Task<bool> FindAsync(string id, string version, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } found || await desk.VersionAsync(id, version, cancel) is not { } item) return false;
        (Desk, Version) = (found, item);
        return true;
    }
}
