using System.Globalization;
using Training.Modules.Certificates.Drawing;
using Training.Modules.Certificates.Services;
using Training.Modules.Certificates.Templates;
using Training.Modules.Certification.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Notifications;

namespace Training.Modules.Certificates.Handlers;

/// <summary>
/// Reads every new certificate as it will be printed. Where the template's words may not be printed, the trail says so for each
/// certificate, and whoever saved the template is told once.
/// </summary>
internal sealed class TellOfWording(CertificateSheets sheets, AuditLog audit, INotifier notifier, TenantDb db) : IHandle<CertificatesIssued>
{
    public async Task HandleAsync(CertificatesIssued news, CancellationToken cancel)
    {
        var faulty = new List<CertificateSheet>();
        foreach (var certificate in news.Certificates)
        {
            // Without a template of the district's own there is nothing to go wrong.
            if (certificate.TemplateId is null || await sheets.ForAsync(certificate, "", cancel) is not { WordingFault: { } fault } sheet) continue;
            faulty.Add(sheet);
            audit.Add("Certificate", "WordingReplaced", certificate.Number, $"证书样式第 {sheet.Template.Version} 版的{fault}，已改印平台的标准文字。", byRule: true);
        }
        if (faulty.Count == 0) return;
        await db.SaveChangesAsync(cancel);
        await notifier.NotifyAsync([.. from sheet in faulty.DistinctBy(s => s.Template.Id) where sheet.Template.SavedByUserId is not null select Told(sheet)], cancel);
    }

    private static Notice Told(CertificateSheet sheet) => new(
        sheet.Template.SavedByUserId!.Value, "certificate-wording:" + sheet.Template.Ref, "证书样式有不能印的文字",
        string.Create(CultureInfo.InvariantCulture, $"你保存的证书样式第 {sheet.Template.Version} 版，{sheet.WordingFault}。从证书 {sheet.Number} 起已改印平台的标准文字，证书照常有效。请改好样式，再保存一版。"),
        "/console/certificates/templates/" + TemplateTarget.Slug(sheet.Template.Role));
}
