using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Web;

/// <summary>What the program does instead of serving, by its first words.</summary>
internal static class Commands
{
    private static readonly Dictionary<string, Func<WebApplication, Task<int>>> All = new()
    {
        ["content check"] = CheckContentAsync,
    };

    public static bool IsCommand(string[] args) => args.Length > 0 && !args[0].StartsWith('-');

    public static async Task<int> RunAsync(WebApplication app, string[] args)
    {
        var name = string.Join(' ', args.TakeWhile(a => !a.StartsWith('-')));
        if (All.TryGetValue(name, out var command)) return await command(app);
        await Console.Error.WriteLineAsync($"There is no command '{name}'. Known: {string.Join(", ", All.Keys)}.");
        return 2;
    }

    private static async Task<int> CheckContentAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var report = new ContentReport();
        var items = scope.ServiceProvider.GetServices<IContentSource>()
            .SelectMany(s => s.Read(scope.ServiceProvider.GetRequiredService<AppData>().Content, report)).ToList();
        foreach (var problem in report.Problems) await Console.Error.WriteLineAsync(problem.ToString());
        Console.WriteLine($"{items.Count} items, {report.Problems.Count} problems");
        return report.Problems.Count == 0 ? 0 : 1;
    }
}
