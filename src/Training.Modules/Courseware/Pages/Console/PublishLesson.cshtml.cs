using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Courseware.Authoring;
using Training.Platform.Localization;

namespace Training.Modules.Courseware.Pages.Console;

/// <summary>The last look before learners see a version: what changes for them, and who read it.</summary>
[Authorize(CoursewarePermissions.PublishCourseware), FormLimit(MaxBytes)]
public sealed class PublishLessonModel(LessonDesk desk, LessonWriter writer, LessonCheck check, LessonPreview preview, Text text) : PageModel
{
    /// <summary>Bytes: a name and a form token.</summary>
    public const int MaxBytes = 8 * 1024;

    public LessonOnDesk Desk { get; private set; } = null!;
    public LessonText Lesson => LessonText.Of(Desk.Latest);
    public IReadOnlyList<LessonProblem> Problems { get; private set; } = [];
    public bool Blocked => Problems.Any(p => p.Kind != ProblemKind.Hint);
    public string Reviewer { get; private set; } = "";
    public string? ReviewerProblem { get; private set; }
    public string PreviewHtml => preview.LessonHtml(Lesson);
    public string ProblemsHtml => preview.ProblemsHtml(Problems, Lesson, linked: false);

    public async Task<IActionResult> OnGetAsync(string id, string version, CancellationToken cancel) =>
        await FindAsync(id, version, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(string id, string version, string? reviewer, CancellationToken cancel)
    {
        if (await FindAsync(id, version, cancel) is { } elsewhere) return elsewhere;
        Reviewer = (reviewer ?? "").Trim();
        if (Desk.NeedsReviewer && !ReviewRule.IsName(Reviewer))
            ReviewerProblem = text["请写审阅人的姓名和身份，2–{0} 个字，例如：陈某（精神科医师）。", ReviewRule.NameLength];
        if (ReviewerProblem is not null || Blocked)
        {
            Response.StatusCode = 422;
            return Page();
        }
        return await writer.PublishAsync(Desk, version, Desk.NeedsReviewer ? Reviewer : "", cancel) == PublishOutcome.NotTheNewest ? Back("newer") : Back("published");
    }

    /// <summary>Where to go instead: nothing of that id, or no longer the newest version.</summary>
    private async Task<IActionResult?> FindAsync(string id, string version, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } found || await desk.VersionAsync(id, version, cancel) is null) return NotFound();
        Desk = found;
        if (found.Latest.ContentItemVersionId != version) return Back("newer");
        if (found.Latest.Published) return LocalRedirect($"~/console/courseware/{found.Id}");
        Problems = await check.OfAsync(Lesson, found.PublishedText, cancel);
        return null;
    }

    private LocalRedirectResult Back(string note) => LocalRedirect($"~/console/courseware/{Desk.Id}?note={note}");
}
