using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Settings;

namespace Training.Platform.Notifications;

/// <summary>Sends one mail at once and says how it went: for the settings page, and for the code that confirms an address.</summary>
public sealed class MailTrial(IMailTransport transport, MailSecret secret, SettingsStore settings, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <returns>What went wrong, in Chinese; null when the server took it.</returns>
    public async Task<string?> SendAsync(MailSettings mail, string name, string address, string title, string body, CancellationToken cancel)
    {
        var site = await settings.GetAsync<SiteSettings>(cancel);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await using var session = await transport.ConnectAsync(mail, secret.Value, patience.Token);
            var message = MailComposer.Compose(mail, site, Ids.New(), name, address, title, body, null, clock.UtcNow());
            var result = await session.SendAsync(message, patience.Token);
            return result.Outcome == MailOutcome.Accepted ? null : result.Reason;
        }
        catch (MailAwayException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return "邮件服务器太久没有应答，请检查地址、端口和加密方式。";
        }
    }
}
