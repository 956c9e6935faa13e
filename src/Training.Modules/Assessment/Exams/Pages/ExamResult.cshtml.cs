using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Pages;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Assessment.Exams.Pages;

/// <summary>An ended exam: the score, what it counts for, what to do next, each question with its reason, and how the paper was drawn.</summary>
public sealed class ExamResultModel(
    FinalExams exams, ExamAttempts attempts, Catalog catalog, IExamEffects effects, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    private readonly Dictionary<string, ModuleView> _modules = new(StringComparer.Ordinal);

    public ExamAttempt Attempt { get; private set; } = null!;
    public Exam Exam { get; private set; } = null!;
    public ExamResult Marked { get; private set; } = null!;
    public IReadOnlyList<LineEvidence> Evidence { get; private set; } = [];

    /// <summary>Where the learner stands now, which may be long after this attempt.</summary>
    public AttemptPermit Permit { get; private set; } = new(null, null, false);

    /// <summary>What it did for the certificates of the roles held now.</summary>
    public IReadOnlyList<ExamEffect> Effects { get; private set; } = [];

    /// <summary>Ended attempts up to this one.</summary>
    public int Number { get; private set; }

    public TimeSpan Taken => Attempt.SubmittedUtc!.Value - Attempt.StartedUtc;

    /// <summary>Modules that are still published, the weakest first.</summary>
    public IEnumerable<(ModuleView Module, ModuleScore Score)> Modules =>
        Marked.Modules.Where(m => _modules.ContainsKey(m.ModuleCode)).Select(m => (_modules[m.ModuleCode], m));

    /// <summary>The module to go back to.</summary>
    public ModuleView? Weakest => Modules.FirstOrDefault(m => m.Score.Right < m.Score.Count).Module;

    public IEnumerable<GradedQuestion> Right => Marked.Result.Questions.Where(q => q.IsRight);

    public IEnumerable<GradedQuestion> Missed(bool critical) =>
        Marked.Result.Questions.Where(q => !q.IsRight && q.Drawn.Question.Critical == critical);

    public int? LessonOf(GradedQuestion question) => LessonNumber.Of(question.Drawn.Question, _modules.GetValueOrDefault(Marked.ModuleOf(question)));

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (await attempts.FindAsync(reference, User.PersonId(), cancel) is not { } attempt) return NotFound();
        if (attempt.SubmittedUtc is null) return LocalRedirect($"~/exams/{attempt.ExamCode}");
        Attempt = attempt;
        Exam = await exams.VersionAsync(attempt.ExamVersionId, cancel);
        Marked = await attempts.ResultAsync(attempt, Exam, cancel);
        Evidence = Blueprint.Evidence(Exam.Part, [.. Marked.Questions.Select(q => new PaperItem(q.ModuleCode, q.Drawn.Question))]);
        foreach (var code in Marked.Questions.Select(q => q.ModuleCode).Distinct())
            if (await catalog.ByCodeAsync(code, cancel) is { } module) _modules[code] = module;
        var facts = await attempts.FactsAsync(attempt.PersonId, attempt.ExamCode, cancel);
        Permit = AttemptRules.Permit(facts, clock.UtcNow(), TimeSpan.FromHours(Exam.Part.RetryHours));
        Number = facts.Count(f => f.SubmittedUtc <= attempt.SubmittedUtc);
        Effects = attempt.Passed == true ? await effects.OfAsync(attempt.PersonId, attempt.ExamCode, ChinaTime.DayOf(attempt.SubmittedUtc.Value), cancel) : [];
        frame.Title = text["考试结果"];
        frame.Nav = "home";
        frame.CrisisOpen = _modules.Values.Any(m => m.Sensitive);
        return Page();
    }
}
