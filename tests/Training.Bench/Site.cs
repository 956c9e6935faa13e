using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Training.Bench;

/// <summary>The release build as a process of its own, with a fresh demo city.</summary>
internal sealed class Site : IAsyncDisposable
{
    private static readonly double TicksPerSecond = 100; // USER_HZ on Linux
    private readonly Process _process;
    private readonly string _folder;
    private readonly bool _postgres;

    private Site(Process process, string folder, Uri address, bool postgres, string report) =>
        (_process, _folder, Address, _postgres, StartReport) = (process, folder, address, postgres, report);

    public Uri Address { get; }
    public string StartReport { get; }

    public static async Task<Site> StartAsync(string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("training-bench").FullName;
        var port = FreePort();
        var address = new Uri($"http://127.0.0.1:{port}/");
        var first = Stopwatch.StartNew();
        var process = Launch(folder, port, postgres);
        await ReadyAsync(process, address);
        var setup = first.Elapsed;
        await EndAsync(process);

        var second = Stopwatch.StartNew();
        process = Launch(folder, port, postgres);
        await ReadyAsync(process, address);
        var report = string.Create(CultureInfo.InvariantCulture,
            $"First start with set-up of three tenants: {setup.TotalSeconds:0.0} s. Second start to first healthy answer: {second.Elapsed.TotalSeconds:0.00} s.");
        return new Site(process, folder, address, postgres is not null, report);
    }

    /// <summary>CPU seconds used so far by the site and, if there is one, the database server.</summary>
    public double CpuSeconds()
    {
        var total = CpuOf(_process.Id);
        if (_postgres)
            foreach (var server in Process.GetProcessesByName("postgres")) total += CpuOf(server.Id);
        return total;
    }

    public long ResidentMegabytes() => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_process);
        Directory.Delete(_folder, recursive: true);
    }

    private static double CpuOf(int pid)
    {
        // Fields after the name in brackets: 14 = utime, 15 = stime, 16 and 17 = those of ended children (PostgreSQL's backends).
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
        catch (IOException)
        {
            return 0; // a backend that ended between the listing and the reading
        }
    }

    private static Process Launch(string folder, int port, string? postgres)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Training.sln"))) root = root.Parent!;
        var dll = Path.Combine(root.FullName, "src", "Training.Web", "bin", "Release", "net10.0", "Training.Web.dll");
        var start = new ProcessStartInfo("dotnet", [dll]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["AppData"] = folder;
        start.Environment["Diagnostics__ServerTiming"] = "true";
        start.Environment["Security__GuessesPerMinute"] = "1000000";
        if (postgres is not null)
        {
            start.Environment["Database__Provider"] = "Postgres";
            start.Environment["Database__ConnectionString"] = postgres;
            start.Environment["Database__SchemaPattern"] = "bench_{0}";
        }
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, e) => { if (e.Data is not null) Console.Error.WriteLine(e.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task ReadyAsync(Process process, Uri address)
    {
        using var http = new HttpClient();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await poll.WaitForNextTickAsync())
        {
            if (process.HasExited) throw new InvalidOperationException($"The site ended with code {process.ExitCode}.");
            try
            {
                if ((await http.GetAsync(new Uri(address, "healthz"))).StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
        }
    }

    private static async Task EndAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
