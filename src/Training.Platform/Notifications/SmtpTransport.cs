using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Training.Platform.Notifications;

/// <summary>SMTP by MailKit. Certificates are checked; a server that offers no encryption is refused unless the settings say None.</summary>
internal sealed class SmtpTransport : IMailTransport
{
    private const int TimeoutMilliseconds = 20_000;

    public async Task<IMailSession> ConnectAsync(MailSettings settings, string? secret, CancellationToken cancel)
    {
        var client = new SmtpClient { Timeout = TimeoutMilliseconds, CheckCertificateRevocation = false };
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.Security switch
            {
                MailSecurity.StartTls => SecureSocketOptions.StartTls,
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                _ => SecureSocketOptions.None,
            }, cancel);
            if (settings.User.Length > 0) await client.AuthenticateAsync(settings.User, secret ?? "", cancel);
            return new Session(client);
        }
        catch (Exception e) when (Explain(e) is not null)
        {
            client.Dispose();
            throw new MailAwayException(Explain(e)!, e);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static string? Explain(Exception e) => e switch
    {
        SocketException => "连不上邮件服务器，请检查地址和端口。",
        SslHandshakeException => "和邮件服务器的加密连接没有建立，请检查加密方式和证书。",
        AuthenticationException => "邮件服务器不认这个账号或密码，请检查账号，密码在服务器配置里。",
        NotSupportedException => "邮件服务器不支持所选的加密方式或登录方式，请换一种。",
        SmtpCommandException c => string.Create(CultureInfo.InvariantCulture, $"邮件服务器没有接受连接（{(int)c.StatusCode}），稍后再试。"),
        ProtocolException or IOException or TimeoutException => "邮件服务器没有正常应答，请检查地址、端口和加密方式。",
        _ => null,
    };

    private sealed class Session(SmtpClient client) : IMailSession
    {
        public bool IsOpen => client.IsConnected;

        public async Task<MailResult> SendAsync(MimeMessage message, CancellationToken cancel)
        {
            try
            {
                await client.SendAsync(message, cancel);
                return MailResult.Accepted;
            }
            catch (SmtpCommandException e)
            {
                // The server has answered no, so it does not have the mail.
                var reason = string.Create(CultureInfo.InvariantCulture, $"{Words(e.ErrorCode)}（{(int)e.StatusCode}）");
                return new((int)e.StatusCode >= 500 ? MailOutcome.Refused : MailOutcome.Later, reason);
            }
            catch (Exception e) when (e is ProtocolException or IOException or SocketException or TimeoutException)
            {
                return new(MailOutcome.Unknown, "发送时连接断了，不知道对方收到没有");
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (client.IsConnected) await client.DisconnectAsync(quit: true);
            }
            catch (Exception e) when (e is ProtocolException or IOException or SocketException or TimeoutException or SmtpCommandException)
            {
                // All mails have their answer already.
            }
            client.Dispose();
        }

        private static string Words(SmtpErrorCode code) => code switch
        {
            SmtpErrorCode.RecipientNotAccepted => "邮件服务器不接受这个收件地址",
            SmtpErrorCode.SenderNotAccepted => "邮件服务器不接受发件地址",
            SmtpErrorCode.MessageNotAccepted => "邮件服务器没有收下这封信",
            _ => "邮件服务器没有照常应答",
        };
    }
}
