using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Services;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Settings;

namespace Training.Modules.Certification.Pages;

/// <summary>我的证书: the card, how far the next one is, why (not) certified, and all certificates there ever were.</summary>
public sealed class CertificatesModel(
    Standing standings, CertificateSheets sheets, Catalog catalog, SettingsStore settings, PageFrame frame, Text text) : PageModel
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

    public WhyPanel Why(int i) => new(Roles[i], Rings[i], Today, Titles, Roles.Count > 1);
}

/// <summary>The explanation of one role.</summary>
/// <param name="Titles">Module titles by code.</param>
public sealed record WhyPanel(RoleExplanation Role, CertificateRing Ring, DateOnly Today, IReadOnlyDictionary<string, string> Titles, bool NameRole)
{
    /// <summary>The list that says why: of the cycle that is open, or of what the certificate was earned with.</summary>
    public IReadOnlyList<RequirementStanding> List =>
        Role.Standing.IsCertified && Role.Standing.Open?.IsOpenOn(Today) != true ? Role.LastMet : Role.Requirements;

    /// <summary>What the certificate of now was earned with, where the list above is about the next one.</summary>
    public IReadOnlyList<RequirementStanding> EarnedWith => Role.Standing.IsCertified && !ReferenceEquals(List, Role.LastMet) ? Role.LastMet : [];

    public string TitleOf(Requirement requirement) => Titles.GetValueOrDefault(requirement.Subject, requirement.Subject);
}
