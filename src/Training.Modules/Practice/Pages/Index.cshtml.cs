using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Practice.Models;
using Training.Modules.Practice.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Practice.Pages;

/// <summary>All scenarios, those for one's own roles first.</summary>
public sealed class IndexModel(Scenarios scenarios, PeopleDirectory people, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    private IReadOnlyDictionary<string, ScenarioStatus> _status = new Dictionary<string, ScenarioStatus>();
    private HashSet<TrainingRole> _roles = [];

    public IReadOnlyList<Scenario> All { get; private set; } = [];

    public bool IsForMe(Scenario scenario) => scenario.Part.Roles.Any(_roles.Contains);

    public ScenarioStatus StatusOf(Scenario scenario) => _status.GetValueOrDefault(scenario.Id) ?? new();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (User.PersonId() is { } person)
        {
            _status = await scenarios.StatusAsync(person, cancel);
            var today = clock.Today();
            _roles = [.. (await people.AssignmentsAsync(person, cancel)).Where(a => a.Start <= today && (a.End is null || a.End >= today)).Select(a => a.Role)];
        }
        All = [.. (await scenarios.AllAsync(cancel)).OrderByDescending(IsForMe)];
        frame.Title = text["情景演练"];
        frame.Nav = "scenarios";
        frame.CrisisOpen = true;
    }
}
