using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Training.Tests.Architecture;
using Training.Tests.Hosting;

namespace Training.Tests.Web;

/// <summary>The site as a process of its own, as an operator starts it: for what cannot be seen from inside.</summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(string Part, TaskCompletionSource Seen)> _awaited = [];

    private SiteProcess(Process process, int port)
    {
        (_process, Address) = (process, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _ended.TrySetResult();
        process.OutputDataReceived += (_, e) => Read(e.Data);
        process.ErrorDataReceived += (_, e) => Read(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public string Output => string.Join('\n', _lines);

    /// <param name="settings">As environment variables, e.g. <c>Database__Provider</c>.</param>
    public static SiteProcess Start(string appData, int port, params (string Name, string Value)[] settings)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var dll = Path.Combine(RepositoryRoot.Path, "src", "Training.Web", "bin", configuration, "net10.0", "Training.Web.dll");
        var start = new ProcessStartInfo("dotnet", [dll]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        start.Environment["AppData"] = appData;
        // One small district instead of the demo city.
        start.Environment["AutoSetup__Profile"] = "Small";
        foreach (var (i, name, prefix, recipe) in new[] { (0, "Default", "", "city"), (1, "shili", "shili", "shili") })
        {
            var tenant = string.Create(CultureInfo.InvariantCulture, $"AutoSetup__Profiles__Small__Tenants__{i}__");
            (start.Environment[tenant + "ShellName"], start.Environment[tenant + "RequestUrlPrefix"], start.Environment[tenant + "RecipeName"]) = (name, prefix, recipe);
        }
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return new SiteProcess(Process.Start(start)!, port);
    }

    public static (string Name, string Value)[] Database(TestDatabase database, string schemas) => database == TestDatabase.Sqlite ? [] :
    [
        ("Database__Provider", "Postgres"), ("Database__ConnectionString", TestApp.PostgresServer), ("Database__SchemaPattern", schemas + "_{0}"),
    ];

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Until a line that contains the words has been written; fails when the process ends before.</summary>
    public async Task SeesAsync(string part, CancellationToken cancel)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_awaited)
        {
            if (_lines.Any(l => l.Contains(part, StringComparison.Ordinal))) return;
            _awaited.Add((part, seen));
        }
        if (await Task.WhenAny(seen.Task, _ended.Task).WaitAsync(TimeSpan.FromMinutes(3), cancel) != seen.Task)
            Assert.Fail($"The site ended before it wrote “{part}”:\n{Output}");
    }

    /// <summary>Until the process ends by itself.</summary>
    public async Task<int> EndsAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel).WaitAsync(TimeSpan.FromMinutes(3), cancel);
        return _process.ExitCode;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_awaited)
        {
            _lines.Enqueue(line);
            foreach (var (part, seen) in _awaited)
                if (line.Contains(part, StringComparison.Ordinal)) seen.TrySetResult();
        }
    }
}
