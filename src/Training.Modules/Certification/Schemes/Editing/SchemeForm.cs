using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Training.Modules.Certification.Schemes.Editing;

/// <summary>One renewal path on the form.</summary>
public sealed class PathField(RuleField rules)
{
    public string Title { get; set; } = "";
    public string From { get; set; } = "1";
    public string Every { get; set; } = "1";
    public RuleField Rules { get; } = rules;
}

/// <summary>
/// A draft as it is typed. The tree is in the names of the inputs: <c>r.0.2:subject</c> is the subject of the third rule within the first
/// of the requirements, <c>p1.r.0:…</c> stands in the second renewal path. Whatever was typed comes back, right or wrong.
/// </summary>
public sealed class SchemeForm
{
    /// <summary>Most rules of one form, most renewal paths; a file of the same size is refused too.</summary>
    public const int MaxRules = 160, MaxPaths = 12, MaxDepth = 6;

    private const int MaxText = 400;

    /// <summary>Plain inputs: title, from, note, unit, count, start, basis, opens, closes, renewalBasis, transition, pass, hours.</summary>
    public static readonly IReadOnlyList<string> Inputs =
        ["title", "from", "note", "unit", "count", "start", "basis", "opens", "closes", "renewalBasis", "transition", "pass", "hours"];

    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);
    public RuleField Requirements { get; set; } = new(RuleFieldKind.All);
    public List<PathField> Paths { get; } = [];

    public string this[string name]
    {
        get => Values.GetValueOrDefault(name, "");
        set => Values[name] = value;
    }

    public static SchemeForm Read(IFormCollection posted)
    {
        var form = new SchemeForm();
        foreach (var name in Inputs) form[name] = Text(posted, name);
        var left = MaxRules;
        form.Requirements = Rule(posted, "r", 1, ref left) ?? new(RuleFieldKind.All);
        for (var i = 0; i < MaxPaths; i++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"p{i}");
            if (Rule(posted, key + ".r", 1, ref left) is not { } rules) break;
            form.Paths.Add(new(rules) { Title = Text(posted, key + ":title"), From = Text(posted, key + ":from"), Every = Text(posted, key + ":every") });
        }
        return form;
    }

    private static RuleField? Rule(IFormCollection posted, string key, int depth, ref int left)
    {
        if (depth > MaxDepth + 2 || left <= 0 || !Enum.TryParse<RuleFieldKind>(posted[key + ":kind"], out var kind) || !Enum.IsDefined(kind)) return null;
        left--;
        var field = new RuleField(kind);
        foreach (var input in RuleField.InputsOf(kind)) field[input] = Text(posted, $"{key}:{input}");
        if (!field.HasChildren) return field;
        for (var i = 0; Rule(posted, string.Create(CultureInfo.InvariantCulture, $"{key}.{i}"), depth + 1, ref left) is { } child; i++) field.Children.Add(child);
        return field;
    }

    private static string Text(IFormCollection posted, string name)
    {
        var text = string.Join('、', posted[name].OfType<string>()).Trim();
        return text.Length <= MaxText ? text : text[..MaxText];
    }
}
