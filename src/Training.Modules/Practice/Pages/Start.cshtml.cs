using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Practice.Models;
using Training.Modules.Practice.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Practice.Pages;

/// <summary>Before a scenario: content notice, help, that it is fictional, that one may stop – and the button.</summary>
public sealed class StartModel(
    Scenarios scenarios, PeopleDirectory people, ICrisisSource crisis, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public Scenario Scenario { get; private set; } = null!;
    public ScenarioStatus Status { get; private set; } = new();
    public IReadOnlyList<CrisisNumber> Help { get; private set; } = [];

    /// <summary>False for an account without person: it can look, not play.</summary>
    public bool CanPlay { get; private set; }

    /// <summary>The person's roles today; with more than one, the page asks which to play.</summary>
    public IReadOnlyList<TrainingRole> Roles { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancel)
    {
        if (await scenarios.ByIdAsync(id, cancel) is not { } scenario) return NotFound();
        Scenario = scenario;
        if (User.PersonId() is { } person)
        {
            CanPlay = true;
            Status = (await scenarios.StatusAsync(person, cancel)).GetValueOrDefault(scenario.Id) ?? new();
            var today = clock.Today();
            Roles = [.. (await people.AssignmentsAsync(person, cancel))
                .Where(a => a.Start <= today && (a.End is null || a.End >= today)).Select(a => a.Role).Distinct().Order()];
        }
        Help = await crisis.NumbersAsync(cancel);
        frame.Title = text["情景演练：{0}", scenario.Title];
        frame.Nav = "scenarios";
        frame.CrisisOpen = true;
        return Page();
    }
}
