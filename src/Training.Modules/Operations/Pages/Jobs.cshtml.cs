using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Localization;

namespace Training.Modules.Operations.Pages;

/// <summary>后台任务: what runs, how far it is, what failed.</summary>
[Authorize(OperationsPermissions.ManageJobs)]
public sealed class JobsModel(JobQueue queue, JobTable table, PageFrame frame, Text text) : PageModel
{
    public const int PageSize = 25, LastPage = 400;

    public IReadOnlyList<JobView> Jobs { get; private set; } = [];
    public int CurrentPage { get; private set; } = 1;
    public bool HasMore { get; private set; }

    /// <summary>Something is not finished: the page brings itself up to date.</summary>
    public bool HasOpen => Jobs.Any(j => j.IsOpen);

    /// <summary>What was done by the request before this one.</summary>
    [TempData] public string? Done { get; set; }

    public string TitleOf(JobView job) => table.Find(job.Name) is { } known ? text[known.Title] : job.Name;

    public async Task OnGetAsync([FromQuery(Name = "p")] int page, CancellationToken cancel)
    {
        frame.Title = text["后台任务"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "jobs";
        CurrentPage = Math.Clamp(page, 1, LastPage);
        // One more than is shown tells whether there is a next page.
        var found = await queue.RecentAsync((CurrentPage - 1) * PageSize, PageSize + 1, cancel);
        (Jobs, HasMore) = ([.. found.Take(PageSize)], found.Count > PageSize);
    }

    public async Task<IActionResult> OnPostRetryAsync(string? job, CancellationToken cancel)
    {
        if (job is null || await queue.FindAsync(job, cancel) is null) return NotFound();
        Done = await queue.RetryAsync(job, cancel) ? text["已重新排队，马上接着做。"] : text["这项任务已经不用再试了。"];
        return Redirect(Request.PathBase + "/console/jobs");
    }
}
