using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Fluid;
using Training.Modules.Certificates.Drawing;

namespace Training.Modules.Certificates.Templates;

/// <summary>
/// The Liquid of certificates: text, variables, if / unless / case, and three filters. Nothing that repeats, stores, includes
/// or multiplies is let in, so what comes out is never longer than a few times what was written, whoever wrote it.
/// </summary>
public static partial class StatementLiquid
{
    /// <summary>Steps of one rendering; a certificate needs about ten.</summary>
    private const int MaxSteps = 200;

    /// <summary>Templates kept parsed; a tenant has about ten.</summary>
    private const int Kept = 500;

    // Private use characters around what is underlined; taken out of every value.
    private const char From = '\uE000', To = '\uE001';

    private static readonly HashSet<string> Allowed = ["if", "elsif", "else", "endif", "unless", "endunless", "case", "when", "endcase", "comment", "endcomment"];
    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = new() { MaxSteps = MaxSteps, MaxRecursion = 10 };
    private static readonly ConcurrentDictionary<string, IFluidTemplate> Parsed = new(StringComparer.Ordinal);

    /// <returns>What is wrong, in which line, in Chinese, and what to do; null when it may be used.</returns>
    public static string? Problem(string source)
    {
        if (source.Contains(From, StringComparison.Ordinal) || source.Contains(To, StringComparison.Ordinal)) return "有一个看不见的特殊字符，请删掉再粘贴纯文字。";
        if (Unknown(source) is { } unknown)
            return StatementLines.At(source, unknown.At, $"没有“{unknown.Word}”这个变量。可以用：{string.Join('、', StatementVariables.All.Select(v => v.Name))}。");
        // The parser drops everything behind a liquid tag it cannot read, so tags are looked at before it as well.
        if (TagNames().Matches(source).Select(m => m.Groups[1]).FirstOrDefault(n => !Allowed.Contains(n.Value)) is { } tag)
            return StatementLines.At(source, tag.Index, Refusal(tag.Value));
        if (!Parser.TryParse(Aliased(source), out var template, out _)) return StatementLines.At(source, StatementLines.Unpaired(source) ?? 0, "写法不完整：请检查 {{ 和 }}、{% 和 %} 是否成对，条件是否以 {% endif %} 结束。");
        var gate = new StatementGate();
        gate.VisitTemplate(template);
        return gate.Refused is { } refused ? StatementLines.AtWord(source, refused, Refusal(refused)) : null;
    }

    /// <summary>The text in pieces; those of <see cref="StatementVariable.IsUnderlined"/> are marked.</summary>
    /// <exception cref="InvalidOperationException">The source was never checked with <see cref="Problem"/>.</exception>
    public static IReadOnlyList<(string Text, bool Underlined)> Render(string source, CertificateSheet sheet)
    {
        var context = new TemplateContext(Options);
        foreach (var variable in StatementVariables.All)
        {
            var value = variable.Value(sheet).Replace(From.ToString(), "", StringComparison.Ordinal).Replace(To.ToString(), "", StringComparison.Ordinal);
            context.SetValue(variable.PlainAlias, value);
            if (variable.IsUnderlined) context.SetValue(variable.Alias, From + value + To);
        }
        var text = Breaks().Replace(Template(source).Render(context), "");
        var pieces = new List<(string, bool)>();
        for (int i = 0, start = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is not (From or To)) continue;
            if (i > start) pieces.Add((text[start..i], i < text.Length && text[i] == To));
            start = i + 1;
        }
        return pieces;
    }

    /// <summary>All text outside of tags, in one piece: what could be printed if every condition held.</summary>
    public static string TextOnly(string source) => Tags().Replace(source, "");

    /// <summary>Everything of the source that can be printed, in its order: text outside of tags, and what is quoted within {{ }}.</summary>
    public static IReadOnlyList<string> Pieces(string source)
    {
        var pieces = new List<string>();
        var at = 0;
        foreach (Match tag in Tags().Matches(source))
        {
            pieces.Add(source[at..tag.Index]);
            if (IsOutput(tag.Value)) pieces.AddRange(Quoted().Matches(tag.Value).Select(q => q.Value[1..^1]));
            at = tag.Index + tag.Length;
        }
        pieces.Add(source[at..]);
        return pieces;
    }

    private static string Refusal(string what) => $"证书里不能用“{what}”。只能用变量、{{% if %}}、{{% unless %}}、{{% case %}} 和 default、append、prepend。";

    private static IFluidTemplate Template(string source)
    {
        if (Parsed.TryGetValue(source, out var known)) return known;
        if (!Parser.TryParse(Aliased(source), out var template, out var error)) throw new InvalidOperationException($"A stored certificate template cannot be read: {error}");
        if (Parsed.Count >= Kept) Parsed.Clear();
        return Parsed[source] = template;
    }

    /// <summary>The first Chinese word within a tag, not quoted, that is no variable. Quotes are blanked, so that places stay what they are.</summary>
    private static (string Word, int At)? Unknown(string source)
    {
        foreach (Match tag in Tags().Matches(source))
            foreach (Match word in Words().Matches(Quoted().Replace(tag.Value, q => new string(' ', q.Length))))
                if (StatementVariables.All.All(v => v.Name != word.Value)) return (word.Value, tag.Index + word.Index);
        return null;
    }

    /// <summary>Chinese names become the parser's; what is quoted stays.</summary>
    private static string Aliased(string source) => Tags().Replace(source, tag =>
    {
        var result = new StringBuilder();
        var at = 0;
        foreach (Match quoted in Quoted().Matches(tag.Value))
        {
            result.Append(Renamed(tag.Value[at..quoted.Index], IsOutput(tag.Value))).Append(quoted.Value);
            at = quoted.Index + quoted.Length;
        }
        return result.Append(Renamed(tag.Value[at..], IsOutput(tag.Value))).ToString();
    });

    /// <summary>What is printed bears the marks of the line below; a condition sees the bare value.</summary>
    private static string Renamed(string code, bool printed) => Words().Replace(code, w =>
        StatementVariables.All.FirstOrDefault(v => v.Name == w.Value) is { } known ? printed ? known.Alias : known.PlainAlias : w.Value);

    private static bool IsOutput(string tag) => tag.StartsWith("{{", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\{%-?\s*([^\s%]*)")]
    private static partial Regex TagNames();

    [GeneratedRegex(@"'[^']*'|""[^""]*""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\s*[\r\n]+\s*")]
    private static partial Regex Breaks();
}
