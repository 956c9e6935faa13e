using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Assessment.Exams.Pages;

/// <summary>Overview before an exam is handed in: what is answered, what is not, what is flagged.</summary>
public sealed class ExamSubmitModel(FinalExams exams, ExamAttempts attempts, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public ExamAttempt Attempt { get; private set; } = null!;
    public AnswerSheet Sheet { get; private set; } = null!;
    public int SecondsLeft { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (await attempts.FindAsync(reference, User.PersonId(), cancel) is not { } attempt) return NotFound();
        if (attempt.SubmittedUtc is not null) return LocalRedirect($"~/exam/{reference}/result");
        Attempt = attempt;
        Sheet = new([.. (await exams.PaperAsync(attempt, cancel)).Select(q => q.Drawn)], await attempts.AnswersAsync(attempt.Id, cancel));
        SecondsLeft = Math.Max(0, (int)Math.Ceiling((attempt.DueUtc - clock.UtcNow()).TotalSeconds));
        frame.Title = text["交卷"];
        frame.Layout = "Layout-Focus";
        frame.Nav = "home";
        return Page();
    }
}
