using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Courseware.Markdown;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Services;
using Training.Platform.Contents;
using Training.Platform.Display;

namespace Training.Modules.Learning.Pages;

/// <summary>
/// The reading page, the most visited of all: one query (progress), everything else from memory. With <c>?version=</c> it shows
/// an older published version, read-only: what somebody was certified on stays open to them.
/// </summary>
public sealed class LessonModel(Catalog catalog, ReadingProgress reading, TextCache texts, ContentStore store, PageFrame frame) : PageModel
{
    public ModuleView Module { get; private set; } = null!;

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    /// <summary>The version that is shown.</summary>
    public ContentItem Lesson { get; private set; } = null!;

    public RenderedMarkdown Text { get; private set; } = null!;
    public IReadOnlyDictionary<string, LessonState> States { get; private set; } = new Dictionary<string, LessonState>();

    /// <summary>Null = never opened.</summary>
    public LessonState? State => States.GetValueOrDefault(Lesson.ContentItemId);

    /// <summary>An older version is shown.</summary>
    public bool Old { get; private set; }

    /// <summary>Progress is kept: the reader is a person on the roster, and the text is the current one.</summary>
    public bool Keeps { get; private set; }

    /// <summary>Version on which the reader completed the lesson, where it is not the current one.</summary>
    public string? EarnedOn => !Old && State is { Completed: true } state && state.VersionId != Lesson.ContentItemVersionId ? state.VersionId : null;

    /// <summary>Where to go on reading, percent; 0 = at the beginning.</summary>
    public int ResumeAt => Keeps && State is { Completed: false, Percent: > 0 and < 100 } state ? state.Percent : 0;

    public async Task<IActionResult> OnGetAsync(string code, int n, string? version, CancellationToken cancel)
    {
        if (await catalog.ByCodeAsync(code, cancel) is not { } module || n < 1 || n > module.Lessons.Count) return NotFound();
        (Module, Number, Lesson) = (module, n, module.Lessons[n - 1]);
        if (version is not null && version != Lesson.ContentItemVersionId)
        {
            // Drafts are nobody's business here: only what was published once, and only of this lesson.
            if (await store.VersionAsync(version, cancel) is not { PublishedUtc: not null } old || old.ContentItemId != Lesson.ContentItemId) return NotFound();
            (Lesson, Old) = (old, true);
        }
        if (User.PersonId() is { } person)
        {
            States = await reading.ForPersonAsync(person, cancel);
            Keeps = !Old;
            if (Module.Part.ContentNotice is not null && !Module.Lessons.Any(l => States.ContainsKey(l.ContentItemId)))
                return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{Request.PathBase}/modules/{Module.Code}"));
        }
        Text = texts.Of(Lesson);
        frame.Title = Lesson.DisplayText;
        frame.Nav = "home";
        frame.Layout = "Layout-Focus";
        frame.CrisisOpen = module.Sensitive;
        return Page();
    }
}
