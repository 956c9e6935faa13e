using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Learning.Models;
using Training.Modules.Records.Models;
using Training.Modules.Records.Queries;
using Training.Modules.Records.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Records.Pages;

/// <summary>实操评分: one person, one task, its rubric line by line. What the learner wrote stays on paper.</summary>
[Authorize(RecordPermissions.RecordEvidence)]
public sealed class AssessModel(Tasks tasks, PeopleSearch people, TaskDesk desk, PageFrame frame, Text text, TimeProvider clock) : DeskPage(frame, text)
{
    [BindProperty(SupportsGet = true)] public string? Task { get; set; }
    [BindProperty] public string? Person { get; set; }
    [BindProperty] public string? Q { get; set; }
    [BindProperty] public string? On { get; set; }
    [BindProperty] public string? Comment { get; set; }

    /// <summary>Version of the rubric that was on the page.</summary>
    [BindProperty] public string? Version { get; set; }

    public IReadOnlyList<PracticalTask> All { get; private set; } = [];
    public PracticalTask? Chosen { get; private set; }
    public PickedPerson? Picked { get; private set; }
    public IReadOnlyList<PickedPerson> Found { get; private set; } = [];
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Levels ticked, by criterion.</summary>
    public IReadOnlyDictionary<string, int> Levels { get; private set; } = new Dictionary<string, int>();

    public IReadOnlySet<int> RedLines { get; private set; } = new HashSet<int>();
    public DateOnly Today { get; private set; }

    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FillAsync(cancel)) return NotFound();
        On = Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Page();
    }

    /// <param name="do">Which button: find or assess.</param>
    public async Task<IActionResult> OnPostAsync(string? @do, CancellationToken cancel)
    {
        if (!await FillAsync(cancel) || Chosen is not { } task) return NotFound();
        if (!string.IsNullOrEmpty(Person) && Picked is null) return NotFound();
        ReadLines(task.Part);
        if (@do != "assess")
        {
            Found = [.. (await people.FindAsync(User, EvidenceKind.TaskAssessed, Q ?? "", cancel)).Where(f => f.Ref != Picked?.Ref)];
            return Page();
        }
        var comment = (Comment ?? "").Trim();
        var score = RubricScore.Of(task.Part, Levels, RedLines.Count > 0);
        Problems = Check(task, score, comment);
        if (Problems.Count > 0) return Page();
        var made = await desk.AssessAsync(User, Picked!.Id, task, score!, RecordNewModel.ParseDay(On)!.Value, comment, cancel);
        Done = made.Passed ? Text["{0}的实操任务评 {1} 分，合格，已登记。", Picked.Name, made.Percent]
            : made.RedLine ? Text["{0}的实操任务触到红线，不合格，已记下。请和学员谈一谈，改好再评。", Picked.Name]
            : Text["{0}的实操任务评 {1} 分，不合格，已记下。改好可以再评。", Picked.Name, made.Percent];
        return Redirect(Request.PathBase + "/console/records");
    }

    private List<string> Check(PracticalTask task, RubricScore? score, string comment)
    {
        var problems = new List<string>();
        if (Picked is null) problems.Add("还没有选人。请查找后选一位。");
        else if (RecordScope.IsOwn(User, Picked.Id)) problems.Add(RecordScope.OwnRefusal);
        if (Version != task.VersionId) problems.Add("评分表有了新版。请对照下面的新版再看一遍，然后提交。");
        if (score is null) problems.Add($"还有没评的项：{string.Join("、", task.Part.Criteria.Where(c => !Levels.ContainsKey(c.Id)).Select(c => c.Title))}。");
        if (RecordNewModel.ParseDay(On) is not { } day || day > Today || day < Today.AddYears(-EntryRules.YearsBack)) problems.Add("评阅日期写成 2026-03-05 这样，不晚于今天。");
        if (comment.Length is < EntryRules.NoteMin or > EntryRules.NoteMax) problems.Add($"给学员写一句评语，{EntryRules.NoteMin} 到 {EntryRules.NoteMax} 个字：好在哪里，下一步改什么。");
        else if (PrivateWords.Find(comment) is { } found) problems.Add(found);
        return problems;
    }

    private void ReadLines(TaskPart task)
    {
        Levels = task.Criteria
            .Select(c => (c.Id, Level: int.TryParse(Request.Form["c-" + c.Id], NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level < c.Levels.Count ? level : -1))
            .Where(c => c.Level >= 0).ToDictionary(c => c.Id, c => c.Level);
        RedLines = Request.Form["red"].Select(v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < task.RedLines.Count ? i : -1)
            .Where(i => i >= 0).ToHashSet();
    }

    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        SetFrame(Text["实操评分"]);
        Today = clock.Today();
        All = await tasks.AllAsync(cancel);
        if (!string.IsNullOrEmpty(Task) && (Chosen = await tasks.ByCodeAsync(Task, cancel)) is null) return false;
        if (!string.IsNullOrEmpty(Person)) Picked = (await people.ByRefsAsync(User, EvidenceKind.TaskAssessed, [Person], cancel)).FirstOrDefault();
        return true;
    }
}
