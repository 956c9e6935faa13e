using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.Records.Models;
using Training.Modules.Records.Outside;
using Training.Modules.Records.Queries;
using Training.Modules.Records.Services;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Records.Pages;

/// <summary>One declaration: the proof, what speaks against it, the rule's proposal, and what may be done now.</summary>
[Authorize(RecordPermissions.KeepRecords)]
public sealed class OutsideOneModel(
    OutsideDesk desk, RecognitionRules rules, Recorder recorder, RecorderNames names, PermissionTable permissions, PageFrame frame, Text text) : DeskPage(frame, text)
{
    public OutsideTraining Training { get; private set; } = null!;
    public Person Person { get; private set; } = null!;
    public IReadOnlyList<string> SameFile { get; private set; } = [];
    public int SameFileElsewhere { get; private set; }
    public IReadOnlyList<PossibleDuplicate> Duplicates { get; private set; } = [];
    public Recognition Proposal { get; private set; } = null!;
    public IReadOnlyDictionary<long, string> Names { get; private set; } = new Dictionary<long, string>();
    public bool MayRecognize { get; private set; }

    /// <summary>The reader's own declaration: somebody else decides.</summary>
    public bool IsOwn { get; private set; }

    [BindProperty] public string? Hours { get; set; }
    [BindProperty] public string? Subject { get; set; }
    [BindProperty] public string? Category { get; set; }
    [BindProperty] public string? Level { get; set; }
    [BindProperty] public string? Topic { get; set; }
    [BindProperty] public string? Note { get; set; }

    /// <summary>Why it is another training than those that look like it.</summary>
    [BindProperty] public string? NotDuplicate { get; set; }

    public IReadOnlyList<string> Problems { get; private set; } = [];

    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (!await FillAsync(reference, cancel)) return NotFound();
        (Subject, Category, Level, Topic) = (Proposal.Subject, Proposal.Category, Proposal.Level, Proposal.Topic);
        Hours = Proposal.Hours.ToString("0.##", CultureInfo.InvariantCulture);
        return Page();
    }

    /// <param name="do">verify, recognize or return.</param>
    public async Task<IActionResult> OnPostAsync(string reference, string? @do, CancellationToken cancel)
    {
        if (!await FillAsync(reference, cancel)) return NotFound();
        if (IsOwn)
        {
            Problems = [RecordScope.OwnRefusal];
            return Page();
        }
        var note = (Note ?? "").Trim();
        bool done;
        if (@do == "verify") done = await desk.VerifyAsync(User, Training, cancel);
        else if (@do == "recognize")
        {
            if (!MayRecognize) return NotFound();
            var draft = new EntryDraft
            {
                Kind = EvidenceKind.OutsideTraining, Subject = (Subject ?? "").Trim(), Title = Training.Title, Hours = RecordNewModel.ParseHours(Hours),
                Category = RecordNewModel.OrNull(Category), Level = RecordNewModel.OrNull(Level), Topic = RecordNewModel.OrNull(Topic), On = Training.End, Note = note,
            };
            Problems = [.. EntryRules.Check(draft, await recorder.ContextAsync(cancel)).Select(p => p.Message)];
            if (draft.Hours > Training.Hours) Problems = [.. Problems, $"认定的学时不能多于申报的 {Training.Hours:0.##} 学时。"];
            var apart = Duplicates.Count > 0 ? (NotDuplicate ?? "").Trim() : null;
            if (apart?.Length is < OutsideRules.DecisionMin or > OutsideRules.NotDuplicateMax)
                Problems = [.. Problems, $"可能和上面列出的记录重复。是重复就退回；确认不是，请写明理由，{OutsideRules.DecisionMin} 到 {OutsideRules.NotDuplicateMax} 个字。"];
            else if (apart is not null && PrivateWords.Find(apart) is { } word) Problems = [.. Problems, word];
            if (Problems.Count > 0) return Page();
            done = await desk.RecognizeAsync(User, Training, draft, apart, cancel);
        }
        else if (@do == "return")
        {
            Problems = note.Length is < OutsideRules.DecisionMin or > OutsideRules.DecisionMax ? [$"写明退回的原因，{OutsideRules.DecisionMin} 到 {OutsideRules.DecisionMax} 个字，让学员知道怎么改。"]
                : PrivateWords.Find(note) is { } found ? [found] : [];
            if (Problems.Count > 0) return Page();
            done = await desk.ReturnAsync(User, Training, note, cancel);
        }
        else return BadRequest();
        if (!done)
        {
            Problems = ["没有存上：这条申报刚刚由另一位工作人员处理过，或者还没有核实。下面是现在的情况。"];
            return await FillAsync(reference, cancel) ? Page() : NotFound();
        }
        Done = @do switch
        {
            "verify" => Text["已核实“{0}”，等待认定。", Training.Title],
            "recognize" => Text["已认定“{0}”，记进了学员的学习记录。", Training.Title],
            _ => Text["已退回“{0}”，学员看得到原因。", Training.Title],
        };
        return Redirect(Request.PathBase + "/console/outside");
    }

    private async Task<bool> FillAsync(string reference, CancellationToken cancel)
    {
        if (await desk.FindAsync(User, reference, asStaff: true, cancel) is not { } found) return false;
        (Training, Person) = (found.Training, found.Person);
        SetFrame(Training.Title, OutsideNav);
        IsOwn = RecordScope.IsOwn(User, Person.Id);
        MayRecognize = permissions.Has(User, RecordPermissions.RecognizeTraining);
        (SameFile, SameFileElsewhere) = await desk.SameFileAsync(User, Training, cancel);
        Duplicates = Training.State is OutsideState.Submitted or OutsideState.Verified ? await desk.DuplicatesAsync(Training, cancel) : [];
        Proposal = Recognition.Of(Training, await rules.AllAsync(cancel));
        Names = await names.OfAsync([Training.VerifiedByUserId, Training.DecidedByUserId], cancel);
        return true;
    }
}
