using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.People.Services;
using Training.Modules.Practice.Models;
using Training.Modules.Practice.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Practice.Pages;

/// <summary>What the pages of a run share: the owner's run, replayed, and the frame around it.</summary>
public abstract class RunPage(Scenarios scenarios, ScenarioRuns runs, PageFrame frame, Text text) : PageModel
{
    public ScenarioRun Run { get; private set; } = null!;
    public Scenario Scenario { get; private set; } = null!;
    public Playthrough Play { get; private set; } = null!;

    /// <summary>One query. False where there is no such run, or it is somebody else's.</summary>
    protected async Task<bool> LoadAsync(string reference, CancellationToken cancel)
    {
        if (await runs.FindAsync(reference, User.PersonId(), cancel) is not { } run) return false;
        Run = run;
        Scenario = await scenarios.VersionAsync(run.VersionId, cancel);
        Play = Playthrough.Of(Scenario.Part, run.Taken());
        frame.Title = text["情景演练：{0}", Scenario.Title];
        frame.Layout = "Layout-Focus";
        frame.CrisisOpen = true;
        return true;
    }
}

/// <summary>For the path beside a step.</summary>
/// <param name="Upto">Decisions to show as taken.</param>
public sealed record PathView(Playthrough Play, int Upto);

/// <summary>For the bar of steps.</summary>
/// <param name="Now">The step that is shown, from 1.</param>
public sealed record StepBar(Playthrough Play, int Now, bool RedLine)
{
    public int Length => Math.Max(Play.Length, Now);
}
