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

    /// <summary>Positions without answer.</summary>
    public IReadOnlyList<int> Unanswered { get; private set; } = [];

    /// <summary>Positions that the learner marked.</summary>
    public IReadOnlyList<int> Flagged { get; private set; } = [];

    public int Count { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (await attempts.FindAsync(reference, User.PersonId(), cancel) is not { } attempt) return NotFound();
        if (attempt.SubmittedUtc is not null) return LocalRedirect($"~/check/{reference}/result");
        Attempt = attempt;
        Count = (await checks.VersionAsync(attempt.CheckVersionId, cancel)).Draw(attempt.Seed).Count;
        var answers = await attempts.AnswersAsync(attempt.Id, cancel);
        Unanswered = [.. Enumerable.Range(1, Count).Where(n => answers.GetValueOrDefault(n) is not { Chosen.Length: > 0 })];
        Flagged = [.. answers.Values.Where(a => a.Flagged).Select(a => a.Position).Order()];
        frame.Title = text["交卷"];
        frame.Layout = "Layout-Focus";
        frame.CrisisOpen = (await catalog.ByCodeAsync(attempt.ModuleCode, cancel))?.Sensitive == true;
        return Page();
    }
}
