using Microsoft.AspNetCore.Http;
using Training.Modules.Certificates.Drawing;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Platform.Display;
using Training.Platform.Settings;

namespace Training.Modules.Certificates.Services;

/// <summary>The words of an issued certificate, in the template version it was issued with, and the address to verify it.</summary>
public sealed class CertificateSheets(SettingsStore settings, CertificateTemplates templates)
{
    // A page of certificates has few templates: each is read once.
    private readonly Dictionary<long, (CertificateTemplate Template, byte[]? Logo)> _known = [];

    public async Task<CertificateSheet> ForAsync(Certificate certificate, HttpRequest request, CancellationToken cancel) =>
        await ForAsync(certificate, AddressOf(request), cancel);

    /// <param name="siteAddress">Where the site is reached, e.g. "https://example.cn/changning"; the setting PublicUrl goes before it.</param>
    public async Task<CertificateSheet> ForAsync(Certificate certificate, string siteAddress, CancellationToken cancel)
    {
        var site = await settings.GetAsync<SiteSettings>(cancel);
        if (!_known.TryGetValue(certificate.TemplateId ?? 0, out var look))
        {
            var template = await templates.OfAsync(certificate, cancel);
            _known[certificate.TemplateId ?? 0] = look = (template, await templates.LogoAsync(template, cancel));
        }
        return CertificateSheet.Of(certificate, look.Template, look.Logo, site.Name, site.SubName, await VerifyUrlAsync(certificate.VerifyCode, siteAddress, cancel));
    }

    /// <summary>Absolute: it is read from paper by other people's phones.</summary>
    public Task<string> VerifyUrlAsync(Certificate certificate, HttpRequest request, CancellationToken cancel) =>
        VerifyUrlAsync(certificate.VerifyCode, AddressOf(request), cancel);

    public async Task<string> VerifyUrlAsync(string code, string siteAddress, CancellationToken cancel)
    {
        var address = (await settings.GetAsync<CertificationSettings>(cancel)).PublicUrl.TrimEnd('/');
        return $"{(address.Length == 0 ? siteAddress : address)}/verify/{code}";
    }

    public static string AddressOf(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}";
}
