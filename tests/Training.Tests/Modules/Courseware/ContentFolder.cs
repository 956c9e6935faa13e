using Training.Tests.Architecture;

namespace Training.Tests.Modules.Courseware;

/// <summary>A copy of <c>content/</c> that a test may break.</summary>
internal sealed class ContentFolder : IDisposable
{
    private ContentFolder(string path) => Path = path;

    public string Path { get; }

    public static string Shipped { get; } = System.IO.Path.Combine(RepositoryRoot.Path, "content");

    public static ContentFolder Copy()
    {
        var target = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "training-tests", Guid.NewGuid().ToString("N"));
        foreach (var file in Directory.GetFiles(Shipped, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(Shipped, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return new(target);
    }

    public void Replace(string file, string was, string becomes)
    {
        var path = System.IO.Path.Combine(Path, file);
        var text = File.ReadAllText(path);
        Assert.Contains(was, text);
        var at = text.IndexOf(was, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + becomes + text[(at + was.Length)..]);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
