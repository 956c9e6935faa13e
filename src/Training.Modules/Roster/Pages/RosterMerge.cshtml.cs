using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Merging;
using Training.Modules.Roster.Models;
using Training.Modules.Roster.Queries;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Roster.Pages;

/// <summary>合并单位: choose, look, confirm. Many people are moved beside the page.</summary>
[Authorize(RosterPermissions.MergeUnits)]
public sealed class RosterMergeModel(UnitMerging merging, Places places, JobQueue jobs, UnitOfWork unit, TenantDb db, PageFrame frame, Text text) : RosterPage(frame, text)
{
    /// <summary>More people are moved by a job.</summary>
    public const int PeopleAtOnce = 200;

    private const int MostEnded = 200;

    [BindProperty] public List<string> From { get; set; } = [];
    [BindProperty] public string? Into { get; set; }
    [BindProperty] public string? NewCode { get; set; }
    [BindProperty] public string? NewName { get; set; }
    [BindProperty(Name = "day")] public string? DayText { get; set; }

    public MergePlan? Plan { get; private set; }
    public IReadOnlyList<PlaceGroup> Groups { get; private set; } = [];
    public IReadOnlyList<(OrgUnit Unit, string Into)> Ended { get; private set; } = [];

    /// <summary>The last one that was large, while it is not older news than this page.</summary>
    public JobView? Job { get; private set; }

    /// <summary>Something below a street is chosen.</summary>
    public bool FromParts => Groups.Any(g => g.Units.Any(u => From.Contains(u.Code)));

    private MergeOrder Order => new([.. From.Distinct()], string.IsNullOrEmpty(Into) ? null : Into, NewCode, NewName, RosterWords.ParseDay(DayText));

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancel)
    {
        await FillAsync(cancel);
        Take(await merging.PlanAsync(Order, cancel));
        return Page();
    }

    public async Task<IActionResult> OnPostApplyAsync(string? seen, bool sure, CancellationToken cancel)
    {
        var planned = await merging.PlanAsync(Order, cancel);
        if (planned.Plan is not { } plan || !sure)
        {
            await FillAsync(cancel);
            Take(planned);
            if (planned.IsDone) Show([new RosterProblem("sure", "请勾选“我核对过了”，再合并。")]);
            return Page();
        }
        var by = (User.UserId() ?? 0, User.Name());
        if (plan.People > PeopleAtOnce)
        {
            var state = JsonSerializer.Serialize(new MergeUnitsJob.State(Order, seen ?? "", by.Item1, by.Item2));
            await unit.RunAsync(() => jobs.QueueAsync(MergeUnitsJob.JobName, state, plan.People, MergeUnitsJob.JobName, cancel), cancel);
            return Redirect(Request.PathBase + "/console/roster/merge");
        }
        var answer = await merging.ApplyAsync(Order, seen ?? "", by, cancel);
        if (!answer.IsDone)
        {
            await FillAsync(cancel);
            Take(answer);
            return Page();
        }
        Done = Text["已合并：{0} 人从 {1} 起归{2}。", answer.Plan!.People, Text.Date(answer.Plan.Day), answer.Plan.Target.Name];
        return Redirect(Request.PathBase + "/console/roster/merge");
    }

    private void Take(MergeAnswer answer)
    {
        Plan = answer.Plan;
        Show(answer.Problems);
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        SetFrame(Text["合并单位"]);
        Groups = await places.ChoiceAsync(AssignmentScope.Of(User), anywhere: true, cancel);
        var ended = await db.Set<OrgUnit>().AsNoTracking().Where(u => u.EndedOn != null).OrderByDescending(u => u.EndedOn).ThenBy(u => u.Code).Take(MostEnded).ToListAsync(cancel);
        var ids = ended.Select(u => u.MergedIntoId).ToList();
        var names = await db.Set<OrgUnit>().AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancel);
        Ended = [.. ended.Select(u => (u, u.MergedIntoId is { } into ? names.GetValueOrDefault(into, "") : ""))];
        Job = await jobs.LatestAsync(MergeUnitsJob.JobName, cancel);
    }
}
