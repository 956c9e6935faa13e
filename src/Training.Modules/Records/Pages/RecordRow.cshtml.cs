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

/// <summary>One row of the ledger with its whole chain of corrections, and the forms to add one. Nothing is ever edited.</summary>
[Authorize(RecordPermissions.RecordEvidence)]
public sealed class RecordRowModel(Corrections corrections, Recorder recorder, RecorderNames names, PageFrame frame, Text text) : DeskPage(frame, text)
{
    public RecordOnDesk Found { get; private set; } = null!;
    public Chain Chain => Found.Chain;
    public IReadOnlyDictionary<long, string> Names { get; private set; } = new Dictionary<long, string>();

    [BindProperty] public string? Subject { get; set; }
    [BindProperty] public string? Title { get; set; }
    [BindProperty] public string? Hours { get; set; }
    [BindProperty] public string? On { get; set; }

    /// <summary>Why it is corrected, taken back or put back.</summary>
    [BindProperty] public string? Note { get; set; }

    /// <summary>Row that was the last one when the form was drawn.</summary>
    [BindProperty] public string? Basis { get; set; }

    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Somebody else was first: what they recorded is in the chain, what was typed stays in the form.</summary>
    public bool Overtaken { get; private set; }

    /// <summary>Why nothing may be added by this user; null = may.</summary>
    public string? Refusal { get; private set; }

    public bool May => Refusal is null;
    public bool Editable { get; private set; }

    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (!await FillAsync(reference, cancel)) return NotFound();
        var now = Chain.Content;
        (Subject, Hours) = (now.Subject, now.Hours.ToString("0.##", CultureInfo.InvariantCulture));
        (On, Title) = (now.EffectiveOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), EntryDraft.TitleIn(now.Reason));
        return Page();
    }

    /// <param name="do">supersede, withdraw or restore.</param>
    public async Task<IActionResult> OnPostAsync(string reference, string? @do, CancellationToken cancel)
    {
        if (!await FillAsync(reference, cancel) || !May) return NotFound();
        var note = (Note ?? "").Trim();
        CorrectionResult result;
        if (@do == "supersede" && Editable && !Chain.Withdrawn)
        {
            var was = Chain.Content;
            var draft = new EntryDraft
            {
                Kind = was.Kind, Subject = (Subject ?? "").Trim(), Title = (Title ?? "").Trim(), Hours = RecordNewModel.ParseHours(Hours),
                Category = was.Category, Level = was.Level, Topic = was.Topic, On = RecordNewModel.ParseDay(On), Note = note,
            };
            Problems = [.. EntryRules.Check(draft, await recorder.ContextAsync(was.Kind, [Found.Person.Id], cancel)).Select(p => p.Message)];
            if (Problems.Count > 0) return Page();
            result = await corrections.SupersedeAsync(User, Found, Basis ?? "", draft, cancel);
        }
        else
        {
            Problems = note.Length is < EntryRules.NoteMin or > EntryRules.NoteMax ? [$"写明理由，{EntryRules.NoteMin} 到 {EntryRules.NoteMax} 个字，不写孩子的信息。"]
                : PrivateWords.Find(note) is { } found ? [found] : [];
            if (Problems.Count > 0) return Page();
            if (@do == "withdraw" && !Chain.Withdrawn) result = await corrections.WithdrawAsync(User, Found, Basis ?? "", note, cancel);
            else if (@do == "restore" && Chain.Withdrawn) result = await corrections.RestoreAsync(User, Found, Basis ?? "", note, cancel);
            // Withdrawn by somebody else, or put back, since the form was drawn.
            else result = new(null, Overtaken: true);
        }
        if (result.Overtaken)
        {
            Overtaken = true;
            return await FillAsync(reference, cancel) ? Page() : NotFound();
        }
        Done = Text["已记下更正。原来的记录保留在下面。"];
        return Redirect($"{Request.PathBase}/console/records/{result.Ref}");
    }

    private async Task<bool> FillAsync(string reference, CancellationToken cancel)
    {
        if (await corrections.FindAsync(User, reference, cancel) is not { } found) return false;
        Found = found;
        (Refusal, Editable) = (corrections.Refuse(User, found), Corrections.Editable(Chain));
        Names = await names.OfAsync(Chain.Rows.Select(r => r.RecordedByUserId), cancel);
        SetFrame(Text["{0}：{1}", found.Person.Name, Text[Chain.Content.Kind.Title()]]);
        return true;
    }
}
