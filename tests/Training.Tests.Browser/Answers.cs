using YamlDotNet.RepresentationModel;

namespace Training.Tests.Browser;

/// <summary>What a good learner knows: the right options and the best decisions, read from the shipped packs.</summary>
internal static class Answers
{
    /// <summary>The questions of a module's bank.</summary>
    public static IReadOnlyList<Question> OfCheck(string moduleFolder) =>
    [
        .. ((YamlSequenceNode)Load(Path.Combine("packs", moduleFolder, "check.yaml"))["questions"]).Cast<YamlMappingNode>().Select(q =>
        {
            var options = ((YamlSequenceNode)q["options"]).Cast<YamlMappingNode>().ToList();
            return new Question(Text(q, "stem"), [.. options.Select(o => Text(o, "text"))],
                options.Where(o => o.Children.TryGetValue("correct", out var right) && right.ToString() == "true").Select(o => Text(o, "text")).ToHashSet());
        }),
    ];

    /// <summary>Texts of the options that pass: of each decision the one that must be chosen, else the one with the highest score.</summary>
    public static IReadOnlySet<string> OfScenario(string file) =>
        ((YamlSequenceNode)Load(Path.Combine("scenarios", file))["nodes"]).Cast<YamlMappingNode>().Select(n =>
        {
            var options = ((YamlSequenceNode)n["options"]).Cast<YamlMappingNode>().ToList();
            var best = n.Children.TryGetValue("mustChoose", out var must)
                ? options.Single(o => o["id"].ToString() == must.ToString())
                : options.MaxBy(o => int.Parse(o["score"].ToString(), System.Globalization.CultureInfo.InvariantCulture))!;
            return Text(best, "text");
        }).ToHashSet();

    private static string Text(YamlMappingNode node, string name) => node[name].ToString().Trim();

    private static YamlMappingNode Load(string relative)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(Path.Combine(SiteUnderTest.Repository, "content", relative));
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }
}

/// <summary>Stems may repeat in a bank; stem and options together do not.</summary>
/// <param name="Options">As the bank lists them; the steps of an ordering are in their right order.</param>
/// <param name="Right">Empty for an ordering.</param>
internal sealed record Question(string Stem, IReadOnlyList<string> Options, IReadOnlySet<string> Right)
{
    public bool Is(string stem, IEnumerable<string> shown) => Stem == stem && Options.ToHashSet().SetEquals(shown);
}
