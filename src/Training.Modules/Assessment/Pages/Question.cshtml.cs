using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Assessment.Pages;

/// <summary>One question of an open attempt (design 05). Two queries; the bank comes from memory.</summary>
public sealed class QuestionModel(KnowledgeChecks checks, Attempts attempts, Catalog catalog, PageFrame frame, Text text) : PageModel
{
    public Attempt Attempt { get; private set; } = null!;
    public Player Player { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string reference, int n, CancellationToken cancel)
    {
        if (await attempts.FindAsync(reference, User.PersonId(), cancel) is not { } attempt) return NotFound();
        if (attempt.SubmittedUtc is not null) return LocalRedirect($"~/check/{reference}/result");
        var drawn = (await checks.VersionAsync(attempt.CheckVersionId, cancel)).Draw(attempt.Seed);
        if (n < 1 || n > drawn.Count) return NotFound();
        Attempt = attempt;
        Player = new(attempt.Ref, "check", new(drawn, await attempts.AnswersAsync(attempt.Id, cancel)), n, text["不限时。"]);
        frame.Title = text["知识检测"];
        frame.Layout = "Layout-Focus";
        frame.Nav = "home";
        frame.CrisisOpen = (await catalog.ByCodeAsync(attempt.ModuleCode, cancel))?.Sensitive == true;
        return Page();
    }
}
