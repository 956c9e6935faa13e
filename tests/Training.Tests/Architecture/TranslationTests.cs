using System.Text.RegularExpressions;
using Training.Modules;
using Training.Platform.Data;
using Training.Platform.Localization;

namespace Training.Tests.Architecture;

/// <summary>Chinese is the source; the English is complete and fits the placeholders.</summary>
public sealed partial class TranslationTests
{
    private static readonly Text Text = new(typeof(TenantDb).Assembly, typeof(AllModules).Assembly);

    [Fact]
    public void Every_interface_string_has_an_English_text()
    {
        var missing = Sources().SelectMany(f => Used(f).Select(s => (File: System.IO.Path.GetRelativePath(RepositoryRoot.Path, f), String: s)))
            .Where(u => !Text.English.ContainsKey(u.String)).Select(u => $"{u.File}: {u.String}").Distinct().ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public void English_texts_have_the_same_placeholders()
    {
        var wrong = Text.English.Where(e => !Placeholders(e.Key).SetEquals(Placeholders(e.Value))).Select(e => $"{e.Key} → {e.Value}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void English_texts_are_English() =>
        Assert.DoesNotContain(Text.English.Values, v => Han().IsMatch(Names().Replace(v, "")));

    [Fact]
    public void A_string_without_translation_is_found() =>
        Assert.Equal(["没有译文"], UsedIn("""<p>@T["没有译文"]</p>"""));

    private static IEnumerable<string> Sources() =>
        new[] { "src", "themes/default/Views" }.SelectMany(d => Directory.EnumerateFiles(System.IO.Path.Combine(RepositoryRoot.Path, d), "*", SearchOption.AllDirectories))
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal) || f.EndsWith(".liquid", StringComparison.Ordinal))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> Used(string file) => UsedIn(File.ReadAllText(file));

    /// <summary>The literals of T["…"], text["…"] and {{ '…' | t }}.</summary>
    private static IEnumerable<string> UsedIn(string source) =>
        Indexer().Matches(source).Select(m => Regex.Unescape(m.Groups[1].Value))
            .Concat(Filter().Matches(source).Select(m => m.Groups[2].Value)).Where(s => Han().IsMatch(s));

    private static HashSet<string> Placeholders(string s) => [.. Placeholder().Matches(s).Select(m => m.Value)];

    [GeneratedRegex(@"\b[Tt](?:ext)?\[""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Indexer();

    [GeneratedRegex("""(['"])([^'"]*)\1\s*\|\s*t\b""")]
    private static partial Regex Filter();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    /// <summary>Names of institutions and projects keep their Chinese (design README, 文案): written in （） or 《》 behind the English.</summary>
    [GeneratedRegex(@"（[^）]*）|\([^)]*\)|《[^》]*》|〔[^〕]*〕|长民|号")]
    private static partial Regex Names();
}
