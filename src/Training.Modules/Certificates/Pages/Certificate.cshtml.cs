using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certificates.Drawing;
using Training.Modules.Certificates.Services;
using Training.Modules.Certificates.Transcripts;
using Training.Modules.Certification.Explaining;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Review;
using Training.Modules.Certification.Services;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Settings;

namespace Training.Modules.Certificates.Pages;

/// <summary>One certificate, for its holder and for staff in scope; the holder appeals here.</summary>
public sealed class CertificateModel(
    CertificateDesk desk, CertificateSheets sheets, CertificateBasis basis, Appeals appeals, CertificateFonts fonts, TranscriptDesk transcripts, SettingsStore settings, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public PassCard Card { get; private set; } = null!;
    public bool IsMine { get; private set; }

    /// <summary>What it was issued on.</summary>
    public IReadOnlyList<BasisRow> Basis { get; private set; } = [];

    /// <summary>Why the template's words are not on the paper, for staff; mostly null.</summary>
    public string? WordingFault { get; private set; }

    /// <summary>Staff who may make the holder's transcript: not those who have the certificate of somebody who has left.</summary>
    public bool MayMakeTranscript { get; private set; }

    /// <summary>Says that a character of the name cannot be drawn; mostly empty.</summary>
    public string MissingNote { get; private set; } = "";

    /// <summary>By event.</summary>
    public IReadOnlyDictionary<long, CertificateAppeal> Appeals { get; private set; } = new Dictionary<long, CertificateAppeal>();

    /// <summary>Place of the event whose appeal was refused, with what was typed.</summary>
    public int? AppealOn { get; private set; }

    [BindProperty] public string? AppealText { get; set; }
    public string? Refusal { get; private set; }
    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancel) => await FillAsync(number, cancel) ? Page() : NotFound();

    /// <param name="n">Place of the event on the certificate, from 0.</param>
    public async Task<IActionResult> OnPostAppealAsync(string number, int n, CancellationToken cancel)
    {
        if (!await FillAsync(number, cancel) || !IsMine || n < 0 || n >= Card.History.Events.Count) return NotFound();
        if (await appeals.FileAsync(Card.Certificate, Card.History.Events[n], AppealText ?? "", cancel) is { } refusal)
        {
            (AppealOn, Refusal) = (n, text[refusal]);
            return Page();
        }
        Done = text["申诉已记录，答复会发消息给你。"];
        return Redirect($"{Request.PathBase}/certificates/{number}");
    }

    /// <summary>Staff make the holder's transcript from here; it bears no scores.</summary>
    public async Task<IActionResult> OnPostTranscriptAsync(string number, CancellationToken cancel) =>
        await desk.FindAsync(User, number, cancel) is { } found && await transcripts.MaySeeAsync(User, found.Certificate.PersonId, cancel)
            ? Redirect($"{Request.PathBase}/transcripts/{(await transcripts.IssueAsync(User, found.Certificate.PersonId, withScores: false, cancel)).VerifyCode}") : NotFound();

    private async Task<bool> FillAsync(string number, CancellationToken cancel)
    {
        if (await desk.FindAsync(User, number, cancel) is not { } found) return false;
        var site = await settings.GetAsync<SiteSettings>(cancel);
        var sheet = await sheets.ForAsync(found.Certificate, Request, cancel);
        Card = new(found, clock.Today(), site.Name, site.SubName, sheet.VerifyUrl);
        Basis = await basis.OfAsync(found.Certificate, cancel);
        IsMine = User.PersonId() == found.Certificate.PersonId;
        if (!IsMine) (WordingFault, MayMakeTranscript) = (sheet.WordingFault, await transcripts.MaySeeAsync(User, found.Certificate.PersonId, cancel));
        MissingNote = CertificateSheet.NoteOn(fonts.Missing(found.Certificate.HolderName));
        if (found.Events.Count > 0) Appeals = await appeals.OfAsync(found.Certificate.Id, cancel);
        frame.Title = text["证书 {0}", number];
        frame.Nav = "certificates";
        return true;
    }
}
