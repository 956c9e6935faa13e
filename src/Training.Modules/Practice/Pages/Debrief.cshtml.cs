using Microsoft.AspNetCore.Mvc;
using Training.Modules.Practice.Models;
using Training.Modules.Practice.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Practice.Pages;

/// <summary>The end of every run: what to write down, the next contact, where to get support, and how it went.</summary>
public sealed class DebriefModel(
    Scenarios scenarios, ScenarioRuns runs, ICrisisSource crisis, PageFrame frame, Text text, TimeProvider clock) : RunPage(scenarios, runs, frame, text)
{
    public ScenarioStatus Status { get; private set; } = new();
    public IReadOnlyList<CrisisNumber> Help { get; private set; } = [];

    /// <summary>Moment after which it may be tried again; null = now.</summary>
    public DateTime? NextAllowedUtc => Status.NextAllowedUtc > clock.UtcNow() ? Status.NextAllowedUtc : null;

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (!await LoadAsync(reference, cancel)) return NotFound();
        if (!Play.Finished) return LocalRedirect($"~/scenarios/run/{reference}");
        Status = (await Scenarios.StatusAsync(Run.PersonId, cancel)).GetValueOrDefault(Run.ScenarioId) ?? new();
        Help = await crisis.NumbersAsync(cancel);
        return Page();
    }

    private Scenarios Scenarios { get; } = scenarios;
}
