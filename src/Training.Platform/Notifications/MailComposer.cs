using MimeKit;
using MimeKit.Text;
using Training.Platform.Data;
using Training.Platform.Display;

namespace Training.Platform.Notifications;

/// <summary>Writes the mail of a notice: plain text, so that it is the same on every phone and carries nothing to follow readers with.</summary>
internal static class MailComposer
{
    /// <param name="reference">Ref of the delivery; the same delivery always bears the same Message-ID.</param>
    public static MimeMessage Compose(MailSettings settings, SiteSettings site, string reference, string name, string address, string title, string body, string? url, DateTime utc)
    {
        var message = new MimeMessage { Subject = title, MessageId = $"{reference}@{DomainOf(settings.SenderAddress)}", Date = new(ChinaTime.Local(utc), ChinaTime.Offset) };
        message.From.Add(new MailboxAddress(settings.SenderName.Length > 0 ? settings.SenderName : site.Name, settings.SenderAddress));
        message.To.Add(new MailboxAddress(name, address));
        // No answer by machines: holiday notes would come back for every reminder.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        var link = settings.SiteUrl.Length > 0 && url is not null ? settings.SiteUrl.TrimEnd('/') + url : null;
        message.Body = new TextPart(TextFormat.Plain)
        {
            Text = $"{body}\n\n{(link is null ? "详情请登录平台查看。" : "查看：" + link)}\n\n—\n这封邮件由{site.Name}{site.SubName}自动发出，请不要直接回复。\n不想再收邮件，可以在平台“我的”里去掉邮箱，站内消息照常有。\n",
        };
        return message;
    }

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}
