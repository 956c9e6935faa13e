using Microsoft.AspNetCore.Mvc;
using Training.Modules.Practice.Models;
using Training.Modules.Practice.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Practice.Pages;

/// <summary>What came of a decision, and why (design 06-scenario-feedback).</summary>
public sealed class FeedbackModel(Scenarios scenarios, ScenarioRuns runs, ICrisisSource crisis, PageFrame frame, Text text)
    : RunPage(scenarios, runs, frame, text)
{
    /// <summary>From 1.</summary>
    public int N { get; private set; }

    public TakenStep Step => Play.Steps[N - 1];
    public bool RedLine => Step.Option.Flag == OptionFlag.RedLine;

    /// <summary>The decision had a must-choose option, and this was not it.</summary>
    public bool MissedMust => Step.Node.MustChoose is { } must && must != Step.Option.Id;

    public IReadOnlyList<CrisisNumber> Help { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string reference, int n, CancellationToken cancel)
    {
        if (!await LoadAsync(reference, cancel) || n < 1 || n > Play.Steps.Count) return NotFound();
        N = n;
        if (RedLine) Help = await crisis.NumbersAsync(cancel);
        return Page();
    }
}
