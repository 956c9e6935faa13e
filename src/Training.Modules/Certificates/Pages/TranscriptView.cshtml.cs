using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certificates.Transcripts;
using Training.Modules.People.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certificates.Pages;

/// <summary>One transcript with its files, for the person and for staff in scope.</summary>
public sealed class TranscriptViewModel(TranscriptDesk desk, PageFrame frame, Text text) : PageModel
{
    public Transcript Transcript { get; private set; } = null!;
    public TranscriptPayload Payload { get; private set; } = null!;
    public bool IsMine { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (await desk.FindAsync(User, code, cancel) is not { } found) return NotFound();
        (Transcript, Payload, IsMine) = (found, TranscriptPayload.Parse(found.PayloadJson), found.PersonId == User.PersonId());
        frame.Title = text["学习证明"];
        frame.Nav = "certificates";
        return Page();
    }
}
