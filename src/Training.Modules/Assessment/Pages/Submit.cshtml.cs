using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Assessment.Pages;

/// <summary>Asks before an attempt is handed in: names the questions without answer.</summary>
public sealed class SubmitModel(KnowledgeChecks checks, Attempts attempts, Catalog catalog, PageFrame frame, Text text) : PageModel
{
    public Attempt Attempt { get; private set; } = null!;
    public AnswerSheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (await attempts.FindAsync(reference, User.PersonId(), cancel) is not { } attempt) return NotFound();
        if (attempt.SubmittedUtc is not null) return LocalRedirect($"~/check/{reference}/result");
        Attempt = attempt;
        Sheet = new((await checks.VersionAsync(attempt.CheckVersionId, cancel)).Draw(attempt.Seed), await attempts.AnswersAsync(attempt.Id, cancel));
        frame.Title = text["交卷"];
        frame.Layout = "Layout-Focus";
        frame.Nav = "home";
        frame.CrisisOpen = (await catalog.ByCodeAsync(attempt.ModuleCode, cancel))?.Sensitive == true;
        return Page();
    }
}
