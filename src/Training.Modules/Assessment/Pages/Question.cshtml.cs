using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Assessment.Pages;

/// <summary>One question of an open attempt (design 05). Two queries; the bank comes from memory.</summary>
public sealed class QuestionModel(KnowledgeChecks checks, Attempts attempts, Catalog catalog, PageFrame frame, Text text) : PageModel
{
    private Dictionary<int, AttemptAnswer> _answers = [];

    public Attempt Attempt { get; private set; } = null!;
    public DrawnQuestion Drawn { get; private set; } = null!;

    /// <summary>Questions of the attempt.</summary>
    public int Count { get; private set; }

    public int AnsweredCount => _answers.Values.Count(a => a.Chosen.Length > 0);
    public bool Flagged => IsFlagged(Drawn.Position);

    /// <summary>HH:mm of the last save of this answer, or null.</summary>
    public string? SavedAt => _answers.GetValueOrDefault(Drawn.Position) is { } a
        ? ChinaTime.Local(a.AnsweredUtc).ToString("HH:mm", CultureInfo.InvariantCulture) : null;

    public bool IsAnswered(int position) => _answers.GetValueOrDefault(position) is { Chosen.Length: > 0 };

    public bool IsFlagged(int position) => _answers.GetValueOrDefault(position)?.Flagged == true;

    /// <param name="shown">Place at which the option is shown, from 0.</param>
    public bool IsChosen(int shown) => _answers.GetValueOrDefault(Drawn.Position)?.Chosen.Contains((char)('a' + Drawn.Order[shown])) == true;

    public async Task<IActionResult> OnGetAsync(string reference, int n, CancellationToken cancel)
    {
        if (await attempts.FindAsync(reference, User.PersonId(), cancel) is not { } attempt) return NotFound();
        if (attempt.SubmittedUtc is not null) return LocalRedirect($"~/check/{reference}/result");
        var drawn = (await checks.VersionAsync(attempt.CheckVersionId, cancel)).Draw(attempt.Seed);
        if (n < 1 || n > drawn.Count) return NotFound();
        (Attempt, Drawn, Count) = (attempt, drawn[n - 1], drawn.Count);
        _answers = await attempts.AnswersAsync(attempt.Id, cancel);
        frame.Title = text["知识检测"];
        frame.Layout = "Layout-Focus";
        frame.CrisisOpen = (await catalog.ByCodeAsync(attempt.ModuleCode, cancel))?.Sensitive == true;
        return Page();
    }
}
