using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

[assembly: AssemblyFixture(typeof(Training.Tests.Browser.SiteUnderTest))]

namespace Training.Tests.Browser;

/// <summary>The built site as its own process with the demo city, on loopback, for the whole run. Its log is kept.</summary>
public sealed class SiteUnderTest : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("training-browser").FullName;
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    public string Address { get; private set; } = "";

    /// <summary>Everything that the site wrote so far.</summary>
    public IReadOnlyCollection<string> Log => _log;

    public static string Repository { get; } = FindRepository();

    public async ValueTask InitializeAsync()
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        }
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Repository, "src", "Training.Web", "bin", configuration, "net10.0", "Training.Web.dll")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = Address;
        start.Environment["AppData"] = _folder;
        start.Environment["Security__GuessesPerMinute"] = "1000";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => { if (e.Data is not null) _log.Enqueue(e.Data); };
        _process.ErrorDataReceived += (_, e) => { if (e.Data is not null) _log.Enqueue("ERR " + e.Data); };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var http = new HttpClient();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await poll.WaitForNextTickAsync())
        {
            Assert.False(_process.HasExited, "The site ended:\n" + string.Join('\n', _log));
            try
            {
                if ((await http.GetAsync(Address + "/healthz")).StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Training.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
