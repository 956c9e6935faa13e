using System.Collections.Concurrent;
using MimeKit;
using Training.Platform.Notifications;
using Training.Platform.Tenants;

namespace Training.Tests.Platform.Notifications;

/// <summary>The real transport, unless a test has put another one in its place for its tenant.</summary>
internal sealed class TrialTransport(IMailTransport real, CurrentTenant tenant) : IMailTransport
{
    public static readonly ConcurrentDictionary<string, IMailTransport> Instead = new();

    public Task<IMailSession> ConnectAsync(MailSettings settings, string? secret, CancellationToken cancel) =>
        (Instead.GetValueOrDefault(tenant.Required.Name) ?? real).ConnectAsync(settings, secret, cancel);
}

/// <summary>A mail server in memory that dies where a test wants.</summary>
internal sealed class MemoryMail : IMailTransport
{
    public ConcurrentQueue<MimeMessage> Mails { get; } = new();

    public Func<Task> OnConnect { get; set; } = () => Task.CompletedTask;

    /// <summary>After the server has the mail, before the worker knows.</summary>
    public Func<Task> OnTaken { get; set; } = () => Task.CompletedTask;

    public async Task<IMailSession> ConnectAsync(MailSettings settings, string? secret, CancellationToken cancel)
    {
        await OnConnect();
        return new Session(this);
    }

    private sealed class Session(MemoryMail server) : IMailSession
    {
        public bool IsOpen => true;

        public async Task<MailResult> SendAsync(MimeMessage message, CancellationToken cancel)
        {
            server.Mails.Enqueue(message);
            await server.OnTaken();
            return MailResult.Accepted;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
