using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certificates.Drawing;
using Training.Modules.Certificates.Templates;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Settings;

namespace Training.Modules.Certificates.Pages;

/// <summary>A form for how certificates look, with the specimen beside it; every save is a new version.</summary>
[Authorize(CertificatePermissions.DesignCertificates)]
public sealed class TemplateEditorModel(
    CertificateTemplates templates, CertificateFiles files, SettingsStore settings, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    /// <summary>Pixels per point of the specimen on screen.</summary>
    private const float PreviewScale = 1.4f;

    private string _appliesTo = "";

    [BindProperty] public int BasedOn { get; set; }
    [BindProperty] public string Statement { get; set; } = "";
    [BindProperty] public string IssuerLine { get; set; } = "";
    [BindProperty] public bool HasSealPlace { get; set; }
    [BindProperty] public CertificateAccent Accent { get; set; }
    [BindProperty] public CertificateBorder Border { get; set; }
    [BindProperty] public string Note { get; set; } = "";

    /// <summary>The picture as base 64, so that it survives a look at the specimen; read again like an upload.</summary>
    [BindProperty] public string LogoData { get; set; } = "";

    public string Slug { get; private set; } = "";
    public CertificateTemplate? Newest { get; private set; }
    public IReadOnlyList<CertificateTemplate> Versions { get; private set; } = [];
    public IReadOnlyList<(string Field, string Message)> Problems { get; private set; } = [];

    /// <summary>PNG as base 64; null when there is something to mend first.</summary>
    public string? Preview { get; private set; }

    public string PreviewText { get; private set; } = "";

    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(string target, string? from, CancellationToken cancel)
    {
        if (!await OpenAsync(target, cancel)) return NotFound();
        var shown = from is null ? null : await templates.ByRefAsync(from, cancel);
        if (from is not null && shown?.AppliesTo != _appliesTo) return NotFound();
        shown ??= Newest is { IsWithdrawn: false } ? Newest : await UsedAsync(cancel);
        (BasedOn, Statement, IssuerLine, HasSealPlace, Accent, Border) =
            (Newest?.Version ?? 0, shown.Statement, shown.IssuerLine, shown.HasSealPlace, shown.Accent, shown.Border);
        LogoData = await templates.LogoAsync(shown, cancel) is { } png ? Convert.ToBase64String(png) : "";
        await DrawAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync(string target, IFormFile? logo, bool removeLogo, CancellationToken cancel)
    {
        if (!await OpenAsync(target, cancel)) return NotFound();
        await TakeAsync(logo, removeLogo, cancel);
        await DrawAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostPdfAsync(string target, IFormFile? logo, bool removeLogo, CancellationToken cancel)
    {
        if (!await OpenAsync(target, cancel)) return NotFound();
        await TakeAsync(logo, removeLogo, cancel);
        if (Problems.Count > 0) return Page();
        Response.Headers.CacheControl = "private, no-store";
        return File(files.Pdf(await SheetAsync(cancel)), "application/pdf");
    }

    public async Task<IActionResult> OnPostSaveAsync(string target, IFormFile? logo, bool removeLogo, CancellationToken cancel)
    {
        if (!await OpenAsync(target, cancel)) return NotFound();
        await TakeAsync(logo, removeLogo, cancel);
        if (Problems.Count == 0 && !await templates.AddAsync(Template(), LogoBytes(), cancel)) await SomebodyElseAsync(target, cancel);
        if (Problems.Count > 0)
        {
            await DrawAsync(cancel);
            return Page();
        }
        Done = text["{0}的证书样式已保存为第 {1} 版，以后发的证书用它。", Whom(), BasedOn + 1];
        return Redirect(Request.PathBase + "/console/certificates/templates");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string target, CancellationToken cancel)
    {
        if (!await OpenAsync(target, cancel) || Newest is null or { IsWithdrawn: true }) return NotFound();
        var (last, version) = (Newest, BasedOn + 1);
        var row = new CertificateTemplate
        {
            AppliesTo = _appliesTo, Version = version, Statement = last.Statement, IssuerLine = last.IssuerLine, HasSealPlace = last.HasSealPlace, Accent = last.Accent,
            Border = last.Border, IsWithdrawn = true, SavedByUserId = User.UserId(), SavedBy = User.Name(), SavedUtc = clock.UtcNow(),
        };
        Done = await templates.AddAsync(row, await templates.LogoAsync(last, cancel), cancel)
            ? text["{0}的证书样式已停用。", Whom()] : text["刚刚有人保存了新的一版，没有停用。请看过再决定。"];
        return Redirect(Request.PathBase + "/console/certificates/templates");
    }

    private async Task<bool> OpenAsync(string target, CancellationToken cancel)
    {
        if (!TemplateTarget.TryParse(target, out _appliesTo)) return false;
        Slug = target;
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "certificate-templates";
        frame.Title = text["{0}的证书样式", Whom()];
        Versions = await templates.VersionsAsync(_appliesTo, cancel);
        Newest = Versions.Count > 0 ? Versions[0] : null;
        return true;
    }

    private string Whom() => Enum.TryParse<TrainingRole>(_appliesTo, out var role) ? text[role.Title()] : text["全部岗位"];

    private async Task<CertificateTemplate> UsedAsync(CancellationToken cancel)
    {
        var newest = await templates.NewestAsync(cancel);
        if (Enum.TryParse<TrainingRole>(_appliesTo, out var role)) return CertificateTemplates.For(role, newest);
        return newest.GetValueOrDefault(CertificateTemplate.AllRoles) is { IsWithdrawn: false } all ? all : CertificateTemplate.Standard;
    }

    /// <summary>Reads the form: the picture by its content, the texts by the rules.</summary>
    private async Task TakeAsync(IFormFile? logo, bool removeLogo, CancellationToken cancel)
    {
        (Statement, IssuerLine, Note) = (Statement?.Trim() ?? "", IssuerLine?.Trim() ?? "", Note?.Trim() ?? "");
        string? problem = null;
        if (removeLogo) LogoData = "";
        if (logo is { Length: > LogoReader.MaxBytes }) problem = "图片超过 300 KB，请压缩后再传。";
        else if (logo is { Length: > 0 })
        {
            using var bytes = new MemoryStream();
            await logo.CopyToAsync(bytes, cancel);
            var (png, found) = LogoReader.Read(bytes.ToArray());
            problem = found;
            if (png is not null) LogoData = Convert.ToBase64String(png);
        }
        else if (!string.IsNullOrEmpty(LogoData))
        {
            // It went through the browser: not trusted more than an upload.
            var buffer = new byte[LogoData.Length];
            var (png, found) = Convert.TryFromBase64String(LogoData, buffer, out var length) ? LogoReader.Read(buffer[..length]) : (null, "图片没有收到，请重新选一次。");
            problem = found;
            LogoData = png is null ? "" : Convert.ToBase64String(png);
        }
        LogoData ??= "";
        Problems = [.. TemplateRules.Problems(Template()).Select(p => (p.Field, p.Message)), .. problem is null ? [] : new[] { ("logo", problem) }];
    }

    private async Task SomebodyElseAsync(string target, CancellationToken cancel)
    {
        await OpenAsync(target, cancel);
        Problems = [("statement", text["{0}刚保存了第 {1} 版，你的修改还在下面，没有存。请打开那一版比较，再保存为第 {2} 版。", Newest!.SavedBy, Newest.Version, Newest.Version + 1])];
        BasedOn = Newest.Version;
    }

    private CertificateTemplate Template() => new()
    {
        AppliesTo = _appliesTo, Version = BasedOn + 1, Statement = Statement, IssuerLine = IssuerLine, HasSealPlace = HasSealPlace, Accent = Accent, Border = Border,
        Note = Note, SavedByUserId = User.UserId(), SavedBy = User.Name(), SavedUtc = clock.UtcNow(),
    };

    private byte[]? LogoBytes() => LogoData.Length > 0 ? Convert.FromBase64String(LogoData) : null;

    private async Task<CertificateSheet> SheetAsync(CancellationToken cancel)
    {
        var site = await settings.GetAsync<SiteSettings>(cancel);
        var issuer = (await settings.GetAsync<CertificationSettings>(cancel)).Issuer;
        if (issuer.Length == 0) issuer = text["（发证机构还没有填）"];
        return Specimen.Sheet(Template(), LogoBytes(), Enum.TryParse<TrainingRole>(_appliesTo, out var role) ? role : TrainingRole.ChildDirector, issuer, site.Name, site.SubName);
    }

    private async Task DrawAsync(CancellationToken cancel)
    {
        if (Problems.Any(p => p.Field is "statement" or "issuer") && TemplateRules.Problems(Template()).Count > 0) return;
        var sheet = await SheetAsync(cancel);
        PreviewText = string.Concat(sheet.Sentence.Select(p => p.Text));
        Preview = Convert.ToBase64String(files.Png(sheet, PreviewScale));
    }
}
