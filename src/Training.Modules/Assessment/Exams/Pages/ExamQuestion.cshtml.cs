using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Pages;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Assessment.Exams.Pages;

/// <summary>One question of an open exam, with the player of the knowledge checks and a clock. Two queries.</summary>
public sealed class ExamQuestionModel(
    FinalExams exams, ExamAttempts attempts, Catalog catalog, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public ExamAttempt Attempt { get; private set; } = null!;
    public Player Player { get; private set; } = null!;

    /// <summary>Until the end by this server's clock; a device only counts them down.</summary>
    public int SecondsLeft { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, int n, CancellationToken cancel)
    {
        if (await attempts.FindAsync(reference, User.PersonId(), cancel) is not { } attempt) return NotFound();
        if (attempt.SubmittedUtc is not null) return LocalRedirect($"~/exam/{reference}/result");
        var paper = await exams.PaperAsync(attempt, cancel);
        if (n < 1 || n > paper.Count) return NotFound();
        Attempt = attempt;
        SecondsLeft = Math.Max(0, (int)Math.Ceiling((attempt.DueUtc - clock.UtcNow()).TotalSeconds));
        var end = ChinaTime.Local(attempt.DueUtc).ToString("HH:mm", CultureInfo.InvariantCulture);
        Player = new(attempt.Ref, "exam", new([.. paper.Select(q => q.Drawn)], await attempts.AnswersAsync(attempt.Id, cancel)), n, text["{0} 自动交卷。", end]);
        frame.Title = text["结业考试"];
        frame.Layout = "Layout-Focus";
        frame.Nav = "home";
        frame.CrisisOpen = (await catalog.ByCodeAsync(paper[n - 1].ModuleCode, cancel))?.Sensitive == true;
        return Page();
    }
}
