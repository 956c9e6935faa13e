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

/// <summary>Start page of a knowledge check: the rules in plain words, where the learner stands, one button.</summary>
public sealed class CheckModel(
    KnowledgeChecks checks, Attempts attempts, Catalog catalog, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public Check Check { get; private set; } = null!;

    /// <summary>Null when the module itself is not published.</summary>
    public ModuleView? Module { get; private set; }

    /// <summary>False for an account without person: it can look, not take.</summary>
    public bool CanTake { get; private set; }

    public AttemptPermit Permit { get; private set; } = new(null, null, false);

    /// <summary>Submitted attempts, newest first.</summary>
    public IReadOnlyList<AttemptFacts> Before { get; private set; } = [];

    public bool HasCritical { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (await checks.ByCodeAsync(code, cancel) is not { } check) return NotFound();
        Check = check;
        Module = await catalog.ByCodeAsync(code, cancel);
        HasCritical = check.Part.Questions.Any(q => q.Critical);
        if (User.PersonId() is { } person)
        {
            CanTake = true;
            var facts = await attempts.FactsAsync(person, check.Part.ModuleCode, cancel);
            Permit = AttemptRules.Permit(facts, clock.UtcNow());
            Before = [.. facts.Where(f => f.SubmittedUtc is not null)];
        }
        frame.Title = text["知识检测：{0}", check.ModuleTitle];
        frame.Nav = "home";
        frame.CrisisOpen = Module?.Sensitive == true;
        return Page();
    }
}
