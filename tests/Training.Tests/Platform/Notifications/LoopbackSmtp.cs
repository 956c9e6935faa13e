using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Training.Tests.Platform.Notifications;

/// <summary>A mail server on the loopback address that speaks just enough SMTP, and answers as a test wants.</summary>
internal sealed class LoopbackSmtp : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();

    public LoopbackSmtp()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>What was handed over completely, in order.</summary>
    public ConcurrentQueue<MimeMessage> Mails { get; } = new();

    /// <summary>Answer to RCPT TO, given the address; e.g. "550 5.1.1 unknown".</summary>
    public Func<string, string> Recipient { get; set; } = _ => "250 2.1.5 fine";

    /// <summary>Takes the mail and hangs up instead of saying so.</summary>
    public bool HangsUpAfterData { get; set; }

    /// <summary>After a mail was handed over, before the answer; a test that wants to hold the line waits here.</summary>
    public Func<Task> OnTaken { get; set; } = () => Task.CompletedTask;

    /// <summary>The other side said goodbye: it knows what became of all it sent.</summary>
    public Action OnQuit { get; set; } = () => { };

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
        try
        {
            await writer.WriteLineAsync("220 loopback");
            while (await reader.ReadLineAsync() is { } line)
            {
                var word = line.Split(' ', ':')[0].ToUpperInvariant();
                if (word == "QUIT") { OnQuit(); await writer.WriteLineAsync("221 bye"); return; }
                if (word == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    Mails.Enqueue(await ReadAsync(reader));
                    await OnTaken();
                    if (HangsUpAfterData) return;
                }
                await writer.WriteLineAsync(word == "RCPT" ? Recipient(line) : "250 2.0.0 fine");
            }
        }
        catch (IOException)
        {
            // The other side hung up.
        }
    }

    private static async Task<MimeMessage> ReadAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".") text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        return await MimeMessage.LoadAsync(bytes);
    }
}
