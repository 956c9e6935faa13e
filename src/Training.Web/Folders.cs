using Training.Platform.Data;

namespace Training.Web;

/// <summary>Finds App_Data, content and themes, whether started by <c>dotnet run</c>, from a publish folder or from a test.</summary>
internal static class Folders
{
    /// <summary>Folder of the host's settings: the project folder in a checkout, else beside the program.</summary>
    public static string HostRoot { get; } = FindUp(Path.Combine("src", "Training.Web", "appsettings.json")) is { } repository
        ? Path.Combine(repository, "src", "Training.Web")
        : AppContext.BaseDirectory;

    public static AppData Find(IConfiguration configuration)
    {
        var root = FindUp("content") ?? AppContext.BaseDirectory;
        return new AppData(
            configuration["AppData"] ?? Environment.GetEnvironmentVariable("ORCHARD_APP_DATA") ?? Path.Combine(root, "App_Data"),
            Path.Combine(root, "content"),
            Path.Combine(root, "themes"));
    }

    private static string? FindUp(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Exists(Path.Combine(folder.FullName, relative))) return folder.FullName;
        return null;
    }
}
