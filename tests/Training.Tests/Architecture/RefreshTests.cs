namespace Training.Tests.Architecture;

/// <summary>What says how far work is, is fetched anew by its id (themes/default/Assets/js/shared/refresh.js); without one it stands still.</summary>
public sealed class RefreshTests
{
    [Fact]
    public void Everything_that_is_fetched_anew_has_an_id()
    {
        var tags = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cshtml", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(f => File.ReadAllText(f).Split('<').Where(tag => tag.Contains(" data-refresh=", StringComparison.Ordinal)).Select(tag => (File: Path.GetFileName(f), tag))).ToList();
        Assert.True(tags.Count >= 5);
        Assert.All(tags, t => Assert.Contains(" id=\"", t.tag, StringComparison.Ordinal));
    }
}
