using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Security;
using Training.Platform.Settings;

namespace Training.Platform.Notifications;

/// <summary>Sends what one claim holds over one connection, and notes each mail's fate as soon as the server has answered.</summary>
internal sealed class MailSender(
    TenantDb db, Outbox outbox, IMailTransport transport, MailSecret secret, SettingsStore settings, TimeProvider clock, ILogger<MailSender> log)
{
    private sealed record Letter(long Id, string Ref, int Attempts, string Name, string? Address, string Title, string Body, string? Url);

    public async Task SendAsync(string token, CancellationToken cancel)
    {
        var mail = await settings.GetAsync<MailSettings>(cancel);
        var site = await settings.GetAsync<SiteSettings>(cancel);
        var letters = await LettersAsync(token, cancel);
        IMailSession? session = null;
        try
        {
            foreach (var letter in letters)
            {
                cancel.ThrowIfCancellationRequested();
                if (!mail.CanSend || letter.Address is null)
                {
                    await outbox.EndAsync(letter.Id, token, DeliveryStatus.Skipped, mail.CanSend ? "没有确认过的邮箱" : "本站的邮件已关闭");
                    continue;
                }
                if (session is { IsOpen: false })
                {
                    await session.DisposeAsync();
                    session = null;
                }
                session ??= await transport.ConnectAsync(mail, secret.Value, cancel);
                if (!await outbox.BeginAsync(letter.Id, token, cancel)) continue;
                var message = MailComposer.Compose(mail, site, letter.Ref, letter.Name, letter.Address, letter.Title, letter.Body, letter.Url, clock.UtcNow());
                // Once begun it is finished, also when the site is being stopped: half a conversation is what nobody can explain later.
                await NoteAsync(letter, token, await session.SendAsync(message, CancellationToken.None));
            }
        }
        catch (MailAwayException e)
        {
            log.LogWarning("Mail waits: {Reason}", e.Message);
            foreach (var rest in await LettersAsync(token, CancellationToken.None)) await outbox.LaterAsync(rest.Id, token, rest.Attempts + 1, e.Message);
        }
        catch (OperationCanceledException)
        {
            await outbox.ReturnAsync(token);
            throw;
        }
        finally
        {
            if (session is not null) await session.DisposeAsync();
        }
    }

    private Task NoteAsync(Letter letter, string token, MailResult result) => result.Outcome switch
    {
        MailOutcome.Accepted => outbox.SentAsync(letter.Id, token),
        MailOutcome.Later => outbox.LaterAsync(letter.Id, token, letter.Attempts + 1, result.Reason),
        MailOutcome.Refused => outbox.EndAsync(letter.Id, token, DeliveryStatus.Failed, result.Reason),
        _ => outbox.EndAsync(letter.Id, token, DeliveryStatus.Unconfirmed, result.Reason),
    };

    /// <summary>What the claim holds and was not begun. The address is that of now, not that of when the notice was written.</summary>
    private Task<List<Letter>> LettersAsync(string token, CancellationToken cancel) => (
        from d in db.Set<Delivery>().AsNoTracking()
        join n in db.Set<StoredNotice>() on d.NoticeId equals n.Id
        join u in db.Set<User>() on d.UserId equals u.Id
        where d.Claim == token && d.Status == DeliveryStatus.Claimed
        orderby d.Id
        select new Letter(d.Id, d.Ref, d.Attempts, u.DisplayName, u.EmailConfirmed ? u.Email : null, n.Title, n.Body, n.Url)).ToListAsync(cancel);
}
