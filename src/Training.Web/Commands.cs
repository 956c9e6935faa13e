using Training.Platform.Modules;

namespace Training.Web;

/// <summary>What the program does instead of serving, by its first words. Every registered <see cref="ICommand"/> is one.</summary>
internal static class Commands
{
    public static bool IsCommand(string[] args) => args.Length > 0 && !args[0].StartsWith('-');

    public static async Task<int> RunAsync(WebApplication app, string[] args)
    {
        var words = args.TakeWhile(a => !a.StartsWith('-')).ToArray();
        var name = string.Join(' ', words);
        var commands = app.Services.GetServices<ICommand>().OrderBy(c => c.Name, StringComparer.Ordinal).ToList();
        if (commands.Find(c => c.Name == name) is { } command) return await command.RunAsync(app.Services, args[words.Length..]);
        if (commands.Find(c => c.TakesWords && name.StartsWith(c.Name + ' ', StringComparison.Ordinal)) is { } taking)
            return await taking.RunAsync(app.Services, args[taking.Name.Split(' ').Length..]);
        await Console.Error.WriteLineAsync($"There is no command '{name}'. Known:\n"
            + string.Join('\n', commands.Select(c => $"  {c.Name}: {c.Help}")));
        return 2;
    }
}
