using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Notifications;
using Training.Platform.Security;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Operations.Pages;

/// <summary>邮件设置: the mail server, and a trial.</summary>
[Authorize(OperationsPermissions.ManageMail)]
[EnableRateLimiting(SecurityServices.GuessingLimit)]
public sealed class MailModel(
    SettingsStore settings, MailSecret secret, MailTrial trial, AuditLog audit, UnitOfWork unit, CurrentTenant tenant, PageFrame frame, Text text) : PageModel
{
    public const int HostMax = 200, NameMax = 50;

    /// <summary>What is saved, and what the form shows: after a refusal, as it was typed.</summary>
    public MailSettings Stored { get; private set; } = new();
    public MailSettings Input { get; private set; } = new();

    public bool HasSecret => secret.IsThere;
    public string TenantName => tenant.Required.Name;
    public string? Refusal { get; private set; }
    public string? TestRefusal { get; private set; }
    public string? TestTo { get; private set; }

    /// <summary>What was done by the request before this one.</summary>
    [TempData] public string? Done { get; set; }

    public static string Title(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => "STARTTLS（先连上再加密）",
        MailSecurity.Tls => "TLS（一开始就加密）",
        _ => "不加密（只用于本机或内网的服务器）",
    };

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    public async Task<IActionResult> OnPostSaveAsync(
        bool enabled, string? host, int? port, MailSecurity? security, string? user, string? senderAddress, string? senderName, string? siteUrl, CancellationToken cancel)
    {
        await FillAsync(cancel);
        Input = new()
        {
            Enabled = enabled, Host = Short(host, HostMax), Port = port ?? 0, Security = security ?? MailSecurity.StartTls, User = Short(user, HostMax),
            SenderAddress = Short(senderAddress, MailAddress.MaxLength), SenderName = Short(senderName, NameMax), SiteUrl = Short(siteUrl, HostMax).TrimEnd('/'),
        };
        Refusal = Refuse(Input) is { } wrong ? text[wrong] : null;
        if (Refusal is not null) return Page();
        await unit.RunAsync(async () =>
        {
            await settings.SetAsync(Input, cancel);
            audit.Add("Settings", "MailChanged", nameof(MailSettings), Input.Enabled ? "改了邮件设置，发邮件" : "改了邮件设置，不发邮件");
        }, cancel);
        Done = text["邮件设置已保存。"];
        return Redirect(Request.PathBase + "/console/mail");
    }

    public async Task<IActionResult> OnPostTestAsync(string? to, CancellationToken cancel)
    {
        await FillAsync(cancel);
        TestTo = Short(to, MailAddress.MaxLength);
        if (!Stored.CanSend) return NotFound();
        if (!MailAddress.TryParse(TestTo, out var address)) TestRefusal = text["请填写一个完整的邮箱，例如 wang@example.cn。"];
        else if (await trial.SendAsync(Stored, User.Name(), address, text["试验邮件"], text["收到这封信，说明邮件设置是好的。"], cancel) is { } trouble) TestRefusal = text[trouble];
        else
        {
            Done = text["试验邮件已送出，请到 {0} 查收。", address];
            return Redirect(Request.PathBase + "/console/mail");
        }
        return Page();
    }

    /// <returns>Chinese message that says what to do; null when it may be saved.</returns>
    private static string? Refuse(MailSettings mail)
    {
        if (mail.Port is < 1 or > 65535) return "端口要在 1 到 65535 之间，通常是 587 或 465。";
        if (mail.Host.Any(c => char.IsWhiteSpace(c) || c is '/' or '@')) return "服务器地址只写主机名，例如 smtp.example.cn。";
        if (mail.SenderAddress.Length > 0 && !MailAddress.TryParse(mail.SenderAddress, out _)) return "发件地址不完整，请写成 lms@example.cn 这样。";
        if (mail.SiteUrl.Length > 0 && !(Uri.TryCreate(mail.SiteUrl, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")) return "本站网址要从 https:// 写起。";
        if (mail.Enabled && (mail.Host.Length == 0 || mail.SenderAddress.Length == 0)) return "要发邮件，请填写服务器地址和发件地址。";
        return null;
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        frame.Title = text["邮件设置"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "mail";
        Input = Stored = await settings.GetAsync<MailSettings>(cancel);
    }

    private static string Short(string? typed, int max) => (typed ?? "").Trim() is var s && s.Length <= max ? s : s[..max];
}
