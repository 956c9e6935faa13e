using MimeKit;

namespace Training.Platform.Notifications;

/// <summary>What became of one mail.</summary>
public enum MailOutcome
{
    /// <summary>The server took it and answers for it now.</summary>
    Accepted,

    /// <summary>The server refused it for good (5xx), e.g. no such mailbox.</summary>
    Refused,

    /// <summary>The server refused it for now (4xx), or nothing was handed over yet.</summary>
    Later,

    /// <summary>The line broke while it was handed over: the server may have it or not.</summary>
    Unknown,
}

/// <param name="Reason">In Chinese, without the address; null when accepted.</param>
public sealed record MailResult(MailOutcome Outcome, string? Reason = null)
{
    public static readonly MailResult Accepted = new(MailOutcome.Accepted);
}

/// <summary>The border to the mail server; tests put a breaking one in its place.</summary>
public interface IMailTransport
{
    /// <exception cref="MailAwayException">The server cannot be reached, or does not let us in: nothing was sent.</exception>
    Task<IMailSession> ConnectAsync(MailSettings settings, string? secret, CancellationToken cancel);
}

/// <summary>One connection, for several mails.</summary>
public interface IMailSession : IAsyncDisposable
{
    Task<MailResult> SendAsync(MimeMessage message, CancellationToken cancel);

    /// <summary>False once the line is broken: the rest waits for the next connection.</summary>
    bool IsOpen { get; }
}

/// <summary>The mail server cannot be used now.</summary>
/// <param name="message">In Chinese: what is wrong and where to look.</param>
public sealed class MailAwayException(string message, Exception? inner = null) : Exception(message, inner);
