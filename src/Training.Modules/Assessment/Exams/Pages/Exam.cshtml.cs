using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Models;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;

namespace Training.Modules.Assessment.Exams.Pages;

/// <summary>Start page of an exam: the rules in plain words, where the learner stands, one button.</summary>
public sealed class ExamModel(
    FinalExams exams, ExamAttempts attempts, Catalog catalog, PageFrame frame, TimeProvider clock) : PageModel
{
    public Exam Exam { get; private set; } = null!;

    /// <summary>False for an account without person: it can look, not take.</summary>
    public bool CanTake { get; private set; }

    public AttemptPermit Permit { get; private set; } = new(null, null, false);

    /// <summary>End of the attempt that is open, if one is.</summary>
    public DateTime? OpenUntil { get; private set; }

    /// <summary>The published banks cannot fill a paper: nobody can begin.</summary>
    public bool BanksTooSmall { get; private set; }

    /// <summary>Ended attempts, newest first.</summary>
    public IReadOnlyList<AttemptFacts> Before { get; private set; } = [];

    /// <summary>Published modules and how many questions a paper has at most of each.</summary>
    public IReadOnlyList<(ModuleView Module, int Count)> Modules { get; private set; } = [];

    public bool Sensitive => Modules.Any(m => m.Module.Sensitive || m.Module.Part.ContentNotice is not null);

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (await exams.ByCodeAsync(code, cancel) is not { } exam) return NotFound();
        Exam = exam;
        await ReadModulesAsync(exam.Part, cancel);
        if (User.PersonId() is { } person)
        {
            CanTake = true;
            var facts = await attempts.FactsAsync(person, exam.Part.Code, cancel);
            Permit = AttemptRules.Permit(facts, clock.UtcNow(), TimeSpan.FromHours(exam.Part.RetryHours));
            Before = [.. facts.Where(f => f.SubmittedUtc is not null)];
            if (Permit.OpenRef is { } open) OpenUntil = (await attempts.FindAsync(open, person, cancel))?.DueUtc;
        }
        frame.Title = exam.Title;
        frame.Nav = "home";
        frame.CrisisOpen = Sensitive;
        return Page();
    }

    private async Task ReadModulesAsync(FinalExamPart exam, CancellationToken cancel)
    {
        var counts = Blueprint.Counts(exam);
        var most = exam.Blueprint.SelectMany((l, i) => l.Modules.Select(m => (Code: m, Count: counts[i])))
            .GroupBy(x => x.Code).Select(g => (g.Key, Count: g.Sum(x => x.Count)));
        var found = new List<(ModuleView, int)>();
        foreach (var (code, count) in most)
            if (await catalog.ByCodeAsync(code, cancel) is { } module) found.Add((module, count));
        Modules = found;
        var banks = await exams.BanksAsync(exam, cancel);
        BanksTooSmall = Blueprint.Shortfalls(exam, banks.ToDictionary(b => b.Key, b => b.Value.Part)).Count > 0;
    }
}
