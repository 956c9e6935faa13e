using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certificates.Services;
using Training.Modules.Certificates.Transcripts;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Pages;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Services;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Settings;

namespace Training.Modules.Certificates.Pages;

/// <summary>我的证书: the card, how far the next one is, why (not) certified, and all certificates there ever were.</summary>
public sealed class CertificatesModel(
    Standing standings, CertificateSheets sheets, Catalog catalog, SettingsStore settings, TranscriptDesk transcripts, PageFrame frame, Text text) : PageModel
{
    public DateOnly Today { get; private set; }
    public IReadOnlyList<RoleExplanation> Roles { get; private set; } = [];
    public IReadOnlyList<CertificateRing> Rings { get; private set; } = [];

    /// <summary>Cards of the certificates that decide today, one a role.</summary>
    public IReadOnlyList<PassCard> Cards { get; private set; } = [];

    /// <summary>All certificates, newest first.</summary>
    public IReadOnlyList<CertificateHistory> All { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Titles { get; private set; } = new Dictionary<string, string>();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        frame.Title = text["我的证书"];
        frame.Nav = "certificates";
        if (User.PersonId() is not { } personId) return;
        var standing = await standings.ForPersonAsync(personId, cancel);
        (Today, Roles) = (standing.Day, standing.Roles);
        All = [.. standing.Certificates.OrderByDescending(c => c.Certificate.ValidFrom).ThenByDescending(c => c.Certificate.Id)];
        var modules = await catalog.ModulesAsync(cancel);
        Titles = modules.ToDictionary(m => m.Code, m => m.Title);
        Rings = [.. Roles.Select(r => CertificateRing.Of(r, Today, modules.ToDictionary(m => m.Code, m => m.Hours)))];
        var site = await settings.GetAsync<SiteSettings>(cancel);
        var cards = new List<PassCard>();
        foreach (var history in Roles.Select(r => r.Standing.Decisive).OfType<CertificateHistory>())
            cards.Add(new(history, Today, site.Name, site.SubName, await sheets.VerifyUrlAsync(history.Certificate, Request, cancel)));
        Cards = cards;
    }

    public async Task<IActionResult> OnPostTranscriptAsync(bool scores, CancellationToken cancel) => User.PersonId() is { } personId
        ? Redirect($"{Request.PathBase}/transcripts/{(await transcripts.IssueAsync(User, personId, scores, cancel)).VerifyCode}") : NotFound();

    public WhyPanel Why(int i) => new(Roles[i], Rings[i], Today, Titles, Roles.Count > 1);
}
