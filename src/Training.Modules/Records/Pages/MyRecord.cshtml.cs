using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Learning.Models;
using Training.Modules.People.Services;
using Training.Modules.Records.Models;
using Training.Modules.Records.Queries;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Records.Pages;

/// <summary>学习记录: the learner's whole ledger – what counts, what was corrected and why, who recorded it. Four queries.</summary>
public sealed class MyRecordModel(LearnerRecord records, PageFrame frame, Text text) : PageModel
{
    [BindProperty(SupportsGet = true)] public int? Year { get; set; }

    public LearnerRecordView? Record { get; private set; }

    /// <summary>Of the year that is shown.</summary>
    public IReadOnlyList<Chain> Chains { get; private set; } = [];

    public IReadOnlyList<(string Category, decimal Hours)> Hours { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        (frame.Title, frame.Nav) = (text["学习记录"], "me");
        if (User.PersonId() is not { } person) return;
        Record = await records.OfAsync(person, cancel);
        if (Year is { } year && !Record.Years.Contains(year)) Year = null;
        Chains = [.. Record.Chains.Where(c => Year is null || c.Content.EffectiveOn.Year == Year)];
        Hours = LearnerRecordView.HoursByCategory(Chains.Where(c => !c.Withdrawn).Select(c => c.Last));
    }

    /// <summary>What a row is about, in words.</summary>
    public string TitleOf(Evidence row) => Record!.Titles.TryGetValue(row.Subject, out var title) ? $"{row.Subject} {title}" : row.Subject;

    /// <summary>由谁登记.</summary>
    public string RecorderOf(long? userId) => userId is { } id ? Record!.Names.GetValueOrDefault(id, text["已离任的工作人员"]) : text["系统按规则"];
}
