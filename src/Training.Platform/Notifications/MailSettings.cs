namespace Training.Platform.Notifications;

/// <summary>None is for a mail server on the same machine or an inner network only.</summary>
public enum MailSecurity { StartTls, Tls, None }

/// <summary>How this tenant sends mail. The password is not here: it comes from the configuration (<see cref="MailSecret"/>).</summary>
public sealed record MailSettings
{
    public bool Enabled { get; init; }
    public string Host { get; init; } = "";
    public int Port { get; init; } = 587;
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>Account on the mail server; empty = without signing in.</summary>
    public string User { get; init; } = "";

    public string SenderAddress { get; init; } = "";
    public string SenderName { get; init; } = "";

    /// <summary>Public address of this site, e.g. https://training.example.cn/changning; links in mails begin with it. Empty = no links.</summary>
    public string SiteUrl { get; init; } = "";

    /// <summary>Mail goes out.</summary>
    public bool CanSend => Enabled && Host.Length > 0 && SenderAddress.Length > 0;
}
