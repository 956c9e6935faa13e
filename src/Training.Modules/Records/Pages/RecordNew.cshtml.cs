using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Learning.Models;
using Training.Modules.Records.Models;
using Training.Modules.Records.Queries;
using Training.Modules.Records.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Records.Pages;

/// <summary>登记: one thing for one person or for a whole list. Without script: 查找 sends the same form and keeps what was typed.</summary>
[Authorize(RecordPermissions.KeepRecords)]
[RequestFormLimits(ValueCountLimit = 2_000)]
public sealed class RecordNewModel(PeopleSearch people, RecordScope scope, Recorder recorder, PageFrame frame, Text text) : DeskPage(frame, text)
{
    [BindProperty(SupportsGet = true)] public EvidenceKind Kind { get; set; } = EvidenceKind.SessionAttended;
    [BindProperty] public string? Subject { get; set; }
    [BindProperty] public string? Title { get; set; }
    [BindProperty] public string? Hours { get; set; }
    [BindProperty] public string? Category { get; set; }
    [BindProperty] public string? Level { get; set; }
    [BindProperty] public string? Topic { get; set; }
    [BindProperty] public string? On { get; set; }
    [BindProperty] public string? Note { get; set; }

    /// <summary>Refs of the people ticked.</summary>
    [BindProperty] public List<string> People { get; set; } = [];

    /// <summary>工号 pasted from a list, separated by anything but letters and digits.</summary>
    [BindProperty] public string? Numbers { get; set; }

    [BindProperty] public string? Q { get; set; }

    public IReadOnlyList<PickedPerson> Picked { get; private set; } = [];
    public IReadOnlyList<PickedPerson> Found { get; private set; } = [];
    public IReadOnlyList<EntryProblem> Problems { get; private set; } = [];

    /// <summary>Latest day that may be typed.</summary>
    public DateOnly Today { get; private set; }

    [TempData] public string? Done { get; set; }

    public string? ProblemOf(string field) => Problems.FirstOrDefault(p => p.Field == field)?.Message;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!EntryKinds.OnForm.Contains(Kind)) Kind = EvidenceKind.SessionAttended;
        await FillAsync(cancel);
        On ??= Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Page();
    }

    /// <param name="do">Which button: find or record.</param>
    public async Task<IActionResult> OnPostAsync(string? @do, CancellationToken cancel)
    {
        if (!EntryKinds.OnForm.Contains(Kind)) return BadRequest();
        await FillAsync(cancel);
        // A ref that is not there or not within the scope is nobody.
        if (Picked.Count < People.Distinct().Count()) return NotFound();
        if (@do != "record")
        {
            Found = [.. (await people.FindAsync(User, Kind, Q ?? "", cancel)).Where(f => Picked.All(p => p.Ref != f.Ref))];
            return Page();
        }
        var draft = new EntryDraft
        {
            Kind = Kind, Subject = (Subject ?? "").Trim(), Title = (Title ?? "").Trim(), Hours = ParseHours(Hours), Category = OrNull(Category), Level = OrNull(Level),
            Topic = OrNull(Topic), On = ParseDay(On), Note = (Note ?? "").Trim(),
        };
        var ids = await PeopleAsync(cancel);
        var problems = EntryRules.Check(draft, await recorder.ContextAsync(Kind, ids.Ids, cancel)).ToList();
        problems.AddRange(ids.Problems);
        if ((Problems = problems).Count > 0) return Page();
        var result = await recorder.RecordAsync(User, draft, ids.Ids, cancel);
        Done = result.Duplicates == 0
            ? Text["已登记 {0} 人。", result.Recorded]
            : Text["已登记 {0} 人，另有 {1} 人同一天已经登记过，没有重复记。", result.Recorded, result.Duplicates];
        if (result.FollowsLater) Done += Text["人比较多，证书和持证情况会在几分钟内重新计算好。"];
        return Redirect(Request.PathBase + "/console/records");
    }

    private async Task<(IReadOnlyList<long> Ids, IReadOnlyList<EntryProblem> Problems)> PeopleAsync(CancellationToken cancel)
    {
        var typed = (Numbers ?? "").Split((char[])[' ', '\t', '\r', '\n', ',', ';', '，', '；', '、'], StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        if (typed.Count + Picked.Count > Recorder.PeopleMax)
            return ([], [new(nameof(People), $"一次最多登记 {Recorder.PeopleMax} 人。人多时请用“导入文件”。")]);
        var listed = await people.ByNumbersAsync(scope.People(User, Kind), typed, cancel);
        var unknown = typed.Except(listed.Select(l => l.StaffNo)).Take(10).ToList();
        if (unknown.Count > 0) return ([], [new(nameof(Numbers), $"你的范围内没有这些工号：{string.Join("、", unknown)}。请核对后再登记。")]);
        var ids = Picked.Concat(listed).Select(p => p.Id).Distinct().ToList();
        if (ids.Exists(id => RecordScope.IsOwn(User, id))) return ([], [new(nameof(People), RecordScope.OwnRefusal)]);
        return ids.Count == 0 ? ([], [new(nameof(People), "还没有选人。请查找后勾选，或把工号贴进来。")]) : (ids, []);
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        SetFrame(Text["登记学习记录"]);
        Today = (await recorder.ContextAsync(cancel)).Today;
        if (People.Count > Recorder.PeopleMax) People = People[..Recorder.PeopleMax];
        Picked = await people.ByRefsAsync(User, Kind, People, cancel);
    }

    /// <summary>-1 for what is no number, which the rules refuse.</summary>
    internal static decimal ParseHours(string? typed) => string.IsNullOrWhiteSpace(typed) ? 0
        : decimal.TryParse(typed.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) ? hours : -1;

    internal static DateOnly? ParseDay(string? typed) =>
        DateOnly.TryParseExact((typed ?? "").Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    internal static string? OrNull(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
