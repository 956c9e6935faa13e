using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Assessment.Pages;

/// <summary>A submitted attempt (design 05-quiz-result): the score, what was missed – red lines first – and what to do next.</summary>
public sealed class ResultModel(
    KnowledgeChecks checks, Attempts attempts, Catalog catalog, ISchemeMarks marks, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public Attempt Attempt { get; private set; } = null!;
    public Check Check { get; private set; } = null!;
    public CheckResult Result { get; private set; } = null!;
    public ModuleView? Module { get; private set; }

    /// <summary>Where the learner stands now, which may be long after this attempt.</summary>
    public AttemptPermit Permit { get; private set; } = new(null, null, false);

    /// <summary>Schemes of the roles held now for which this score is not enough, though it may pass the check.</summary>
    public IReadOnlyList<SchemeMark> Marks { get; private set; } = [];

    /// <summary>Submitted attempts up to this one.</summary>
    public int Number { get; private set; }

    public IEnumerable<GradedQuestion> MissedCritical => Result.Questions.Where(q => !q.IsRight && q.Drawn.Question.Critical);
    public IEnumerable<GradedQuestion> MissedOthers => Result.Questions.Where(q => !q.IsRight && !q.Drawn.Question.Critical);
    public IEnumerable<GradedQuestion> Right => Result.Questions.Where(q => q.IsRight);

    /// <summary>Time from start to submission, when it was taken in one sitting; else null.</summary>
    public TimeSpan? Taken => Attempt.SubmittedUtc - Attempt.StartedUtc is { TotalHours: < 2 } time ? time : null;

    /// <summary>Numbers of the lessons that a failed 先测后免 showed to be known.</summary>
    public IReadOnlyList<int> Skipped => !Attempt.TestOut ? [] : [.. TestOutRules.Mastered(Result).Select(id => LessonNumber.OfLesson(id, Module)).OfType<int>().Order()];

    public int? LessonOf(CheckQuestion question) => LessonNumber.Of(question, Module);

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (await attempts.FindAsync(reference, User.PersonId(), cancel) is not { } attempt) return NotFound();
        if (attempt.SubmittedUtc is null) return LocalRedirect($"~/modules/{attempt.ModuleCode}/check");
        Attempt = attempt;
        Check = await checks.VersionAsync(attempt.CheckVersionId, cancel);
        Result = Attempts.ResultOf(attempt, Check);
        Module = await catalog.ByCodeAsync(attempt.ModuleCode, cancel);
        var facts = await attempts.FactsAsync(attempt.PersonId, attempt.ModuleCode, cancel);
        Permit = AttemptRules.Permit(facts, clock.UtcNow());
        Number = facts.Count(f => f.SubmittedUtc <= attempt.SubmittedUtc);
        Marks = (await marks.AboveAsync(attempt.PersonId, attempt.ModuleCode, attempt.Percent ?? 0, ChinaTime.DayOf(attempt.SubmittedUtc.Value), cancel))
            .Where(m => attempt.Passed == true || m.Percent > Result.PassPercent).ToList();
        frame.Title = text["检测结果"];
        frame.Nav = "home";
        frame.CrisisOpen = Module?.Sensitive == true;
        return Page();
    }
}
