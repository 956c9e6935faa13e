using Training.Modules.Certification.Services;
using Microsoft.AspNetCore.Http;
using Training.Modules.Certificates.Drawing;
using Training.Modules.Certification.Models;
using Training.Platform.Display;
using Training.Platform.Settings;

namespace Training.Modules.Certificates.Services;

/// <summary>The words of an issued certificate together with the site's name and the address to verify it.</summary>
public sealed class CertificateSheets(SettingsStore settings)
{
    public async Task<CertificateSheet> ForAsync(Certificate certificate, HttpRequest request, CancellationToken cancel)
    {
        var site = await settings.GetAsync<SiteSettings>(cancel);
        return CertificateSheet.Of(certificate, site.Name, site.SubName, await VerifyUrlAsync(certificate, request, cancel));
    }

    /// <summary>Absolute: it is read from paper by other people's phones.</summary>
    public async Task<string> VerifyUrlAsync(Certificate certificate, HttpRequest request, CancellationToken cancel)
    {
        var address = (await settings.GetAsync<CertificationSettings>(cancel)).PublicUrl.TrimEnd('/');
        if (address.Length == 0) address = $"{request.Scheme}://{request.Host}{request.PathBase}";
        return $"{address}/verify/{certificate.VerifyCode}";
    }
}
