using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.People.Services;
using Training.Modules.Records.Models;
using Training.Modules.Records.Outside;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Media;

namespace Training.Modules.Records.Pages;

/// <summary>外部培训: what the learner declared and where it stands; the form for another one. Phone first.</summary>
[UploadLimit]
[RequestFormLimits(MultipartBodyLengthLimit = UploadLimitAttribute.FormBytes)]
public sealed class MyOutsideModel(OutsideDesk desk, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    [BindProperty] public string? Title { get; set; }
    [BindProperty] public OrganizerKind? OrganizerKind { get; set; }
    [BindProperty] public string? Organizer { get; set; }
    [BindProperty] public string? Start { get; set; }
    [BindProperty] public string? End { get; set; }
    [BindProperty] public string? Hours { get; set; }

    public IReadOnlyList<OutsideTraining> Mine { get; private set; } = [];
    public IReadOnlyList<EntryProblem> Problems { get; private set; } = [];
    public DateOnly Today { get; private set; }

    /// <summary>The account is a person on the roster.</summary>
    public bool Known { get; private set; }

    [TempData] public string? Done { get; set; }

    public string? ProblemOf(string field) => Problems.FirstOrDefault(p => p.Field == field)?.Message;

    /// <param name="from">Ref of a returned declaration to begin with.</param>
    public async Task OnGetAsync(string? from, CancellationToken cancel)
    {
        await FillAsync(cancel);
        if (Mine.FirstOrDefault(m => m.Ref == from && m.State == OutsideState.Returned) is not { } old) return;
        (Title, OrganizerKind, Organizer) = (old.Title, old.OrganizerKind, old.Organizer);
        (Start, End, Hours) = (Written(old.Start), Written(old.End), old.Hours.ToString("0.##", CultureInfo.InvariantCulture));
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? proof, CancellationToken cancel)
    {
        if (User.PersonId() is not { } person) return NotFound();
        var draft = new OutsideDraft
        {
            Title = (Title ?? "").Trim(), OrganizerKind = OrganizerKind, Organizer = (Organizer ?? "").Trim(), Start = RecordNewModel.ParseDay(Start), End = RecordNewModel.ParseDay(End),
            Hours = string.IsNullOrWhiteSpace(Hours) ? null : RecordNewModel.ParseHours(Hours),
        };
        var problems = OutsideRules.Check(draft, clock.Today()).ToList();
        var file = await ReadAsync(proof, problems, cancel);
        if (problems.Count == 0 && await desk.SubmitAsync(User, person, draft, proof!.FileName, file!, cancel) is { } refusal) problems.Add(new("", refusal));
        if (problems.Count == 0)
        {
            Done = text["已交给街镇核实。结果会写在这一页。"];
            return Redirect(Request.PathBase + "/me/outside");
        }
        await FillAsync(cancel);
        Problems = problems;
        return Page();
    }

    private static async Task<ProofFile?> ReadAsync(IFormFile? proof, List<EntryProblem> problems, CancellationToken cancel)
    {
        try
        {
            if (proof is null or { Length: 0 }) throw new ProofException("请选择证明文件：结业证书、签到证明或平台截图。");
            if (proof.Length > MediaStore.MaxBytes) throw new ProofException("文件超过 5 MB。照片可以在手机上压缩后再选，PDF 可以分开存。");
            using var bytes = new MemoryStream((int)proof.Length);
            await proof.CopyToAsync(bytes, cancel);
            return ProofReader.Read(bytes.ToArray());
        }
        catch (ProofException e)
        {
            problems.Add(new("Proof", e.Message));
            return null;
        }
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        (frame.Title, frame.Nav) = (text["外部培训"], "me");
        Today = clock.Today();
        if (User.PersonId() is not { } person) return;
        Known = true;
        Mine = await desk.MineAsync(person, cancel);
    }

    internal static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
