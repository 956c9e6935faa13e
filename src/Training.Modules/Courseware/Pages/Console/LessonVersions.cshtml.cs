using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Courseware.Authoring;

namespace Training.Modules.Courseware.Pages.Console;

/// <summary>Who wrote which version of a lesson, and which one learners see.</summary>
[Authorize(CoursewarePermissions.EditCourseware)]
public sealed class LessonVersionsModel(LessonDesk desk) : PageModel
{
    public LessonOnDesk Desk { get; private set; } = null!;
    public IReadOnlyList<VersionRow> Versions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } found) return NotFound();
        Desk = found;
        Versions = await desk.HistoryAsync(id, cancel);
        return Page();
    }

    /// <summary>The newest has as number the count of all; the rows follow without gaps.</summary>
    public int NumberOf(VersionRow row) => Desk.VersionRows.TakeWhile(id => id != row.RowId).Count() + 1;
}
