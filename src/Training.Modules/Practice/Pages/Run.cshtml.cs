using Microsoft.AspNetCore.Mvc;
using Training.Modules.Practice.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Practice.Pages;

/// <summary>The decision to take now (design 06).</summary>
public sealed class RunModel(Scenarios scenarios, ScenarioRuns runs, PageFrame frame, Text text) : RunPage(scenarios, runs, frame, text)
{
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) =>
        !await LoadAsync(reference, cancel) ? NotFound()
        : Play.Finished ? LocalRedirect($"~/scenarios/run/{reference}/debrief")
        : Page();
}
