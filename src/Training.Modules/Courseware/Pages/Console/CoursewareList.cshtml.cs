using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Courseware.Authoring;
using Training.Modules.Courseware.Models;
using Training.Platform.Contents;

namespace Training.Modules.Courseware.Pages.Console;

/// <summary>All modules with their lessons, and which of them have a draft.</summary>
[Authorize(CoursewarePermissions.EditCourseware)]
public sealed class CoursewareListModel(ContentStore store, LessonDesk desk) : PageModel
{
    public sealed record Lesson(VersionRow Newest, VersionRow? Published);

    public sealed record Module(string Title, TrainingModulePart Part, IReadOnlyList<Lesson> Lessons);

    public IReadOnlyList<Module> Modules { get; private set; } = [];

    public int Drafts => Modules.Sum(m => m.Lessons.Count(l => !l.Newest.Published));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var rows = await desk.OverviewAsync(cancel);
        var published = rows.Where(r => r.Published).ToDictionary(r => r.ContentItemId);
        var lessons = rows.Where(r => r.Latest).ToLookup(r => r.ContainerId);
        Modules =
        [
            .. (await store.LatestOfTypeAsync(TrainingModulePart.ContentType, cancel)).Select(m => new Module(
                m.DisplayText, m.As<TrainingModulePart>(),
                [.. lessons[m.ContentItemId].Select(l => new Lesson(l, published.GetValueOrDefault(l.ContentItemId)))])),
        ];
    }
}
