using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certificates.Pages;

/// <summary>证书样式: which template each role's new certificates take.</summary>
[Authorize(CertificatePermissions.DesignCertificates)]
public sealed class TemplateListModel(CertificateTemplates templates, PageFrame frame, Text text) : PageModel
{
    /// <param name="Own">Newest version of this row itself; null when there never was one.</param>
    /// <param name="Used">What certificates take now.</param>
    public sealed record Row(TrainingRole? Role, CertificateTemplate? Own, CertificateTemplate Used);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    [TempData] public string? Done { get; set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        frame.Title = text["证书样式"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "certificate-templates";
        var newest = await templates.NewestAsync(cancel);
        var all = newest.GetValueOrDefault(CertificateTemplate.AllRoles);
        Rows =
        [
            new(null, all, all is { IsWithdrawn: false } ? all : CertificateTemplate.Standard),
            .. RoleFacts.All.Select(r => new Row(r, newest.GetValueOrDefault(r.ToString()), CertificateTemplates.For(r, newest))),
        ];
    }
}
