using System.Text.RegularExpressions;
using Training.Platform.Contents;
using YamlDotNet.RepresentationModel;

namespace Training.Modules.Courseware.Services;

/// <summary>
/// Phone numbers that content may print: 110, 120 and the published ones of <c>directories/resources.yaml</c>. A wrong number
/// in a crisis is worse than none, so any other is refused (domain/directory.md §5).
/// </summary>
public sealed partial class KnownNumbers
{
    public const string FileName = "directories/resources.yaml";
    private readonly HashSet<string> _known = ["110", "120"];

    private KnownNumbers() { }

    public static KnownNumbers Load(string contentFolder)
    {
        var numbers = new KnownNumbers();
        var stream = new YamlStream();
        using (var reader = new StreamReader(Path.Combine(contentFolder, FileName))) stream.Load(reader);
        // Leniently: the module that owns the file checks its form.
        if (stream.Documents.FirstOrDefault()?.RootNode is YamlMappingNode root && root.Children.TryGetValue("resources", out var list) && list is YamlSequenceNode rows)
            foreach (var row in rows.OfType<YamlMappingNode>())
                if (Value(row, "published") == "true" && Value(row, "phone") is { Length: > 0 } phone) numbers._known.Add(Digits(phone));
        return numbers;
    }

    /// <summary>Reports every unknown number in a file, with its line.</summary>
    public void CheckFile(string file, string relativeName, ContentReport report)
    {
        foreach (var (line, message) in Find(File.ReadAllText(file))) report.Add(relativeName, line, message);
    }

    public IEnumerable<(int Line, string Message)> Find(string text)
    {
        var line = 0;
        foreach (var content in text.Split('\n'))
        {
            line++;
            foreach (Match match in Phone().Matches(content))
                if (!_known.Contains(Digits(match.Value)))
                    yield return (line, $"号码 {match.Value} 不在 {FileName} 的已发布条目里，不能写进内容。");
        }
    }

    private static string? Value(YamlMappingNode row, string name) => row.Children.TryGetValue(name, out var node) ? (node as YamlScalarNode)?.Value : null;

    private static string Digits(string number) => string.Concat(number.Where(char.IsAsciiDigit));

    /// <summary>Mobiles, landlines, 400/800 numbers, five-digit service numbers, 95/96 numbers, and three digits after 打 or 拨.</summary>
    [GeneratedRegex(@"(?<![\d.-])(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|[48]00[- ]?\d{3}[- ]?\d{4}|\d{8}|12\d{3}|9[56]\d{3,4}|(?<=[打拨电] ?)1\d{2})(?![\d-])")]
    private static partial Regex Phone();
}
