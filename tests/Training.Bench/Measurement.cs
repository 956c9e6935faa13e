using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Training.Bench;

/// <summary>One request that is sent again and again. <paramref name="Next"/> makes the n-th one.</summary>
internal sealed record Scenario(string Name, HttpClient Client, Func<int, HttpRequestMessage> Next);

/// <summary>Latency, throughput, CPU and queries of a scenario at a number of connections.</summary>
internal static class Measurement
{
    private const int WarmSeconds = 10;

    public const string Header = "| what | connections | median ms | p95 ms | requests/s | CPU ms a request | queries |\n| --- | --- | --- | --- | --- | --- | --- |";

    public static async Task<string> TakeAsync(Site site, Scenario scenario, int connections, int seconds)
    {
        // Warm means: the runtime has compiled the page for good, which takes some thousand requests.
        await LoadAsync(scenario, connections, TimeSpan.FromSeconds(connections == 1 ? 2 : WarmSeconds));
        var cpu = site.CpuSeconds();
        var clock = Stopwatch.StartNew();
        var (times, queries) = await LoadAsync(scenario, connections, TimeSpan.FromSeconds(seconds));
        var elapsed = clock.Elapsed.TotalSeconds;
        cpu = site.CpuSeconds() - cpu;
        var sorted = times.Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {scenario.Name} | {connections} | {sorted[sorted.Length / 2]:0.00} | {sorted[(int)(sorted.Length * 0.95)]:0.00} | {sorted.Length / elapsed:0} | {cpu / sorted.Length * 1000:0.00} | {queries} |");
    }

    private static async Task<(ConcurrentBag<double> Times, string Queries)> LoadAsync(Scenario scenario, int connections, TimeSpan duration)
    {
        var times = new ConcurrentBag<double>();
        var queries = "";
        var next = 0;
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetTimestamp() < end)
            {
                using var request = scenario.Next(Interlocked.Increment(ref next));
                var start = Stopwatch.GetTimestamp();
                using var response = await scenario.Client.SendAsync(request);
                await response.Content.ReadAsByteArrayAsync();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if ((int)response.StatusCode >= (request.Method == HttpMethod.Get ? 300 : 400))
                    throw new InvalidOperationException($"{scenario.Name}: {request.RequestUri} answered {(int)response.StatusCode}");
                if (response.Headers.TryGetValues("Server-Timing", out var timing)) queries = timing.First().Split('"')[1];
            }
        })));
        return (times, queries);
    }
}
