using System.Text.RegularExpressions;

namespace Training.Modules.Certificates.Templates;

/// <summary>Finds the line of a template in which something is wrong, so that its author need not count brackets.</summary>
internal static partial class StatementLines
{
    private static readonly Dictionary<string, string> Blocks = new() { ["endif"] = "if", ["endunless"] = "unless", ["endcase"] = "case", ["endcomment"] = "comment" };

    /// <summary>“第 2 行：” and the message.</summary>
    public static string At(string source, int index, string message) => $"第 {source.AsSpan(0, index).Count('\n') + 1} 行：{message}";

    /// <summary>The same for what a template may not use, by its last word; without a line where it does not stand in the source by that name.</summary>
    public static string AtWord(string source, string what, string message)
    {
        var index = source.IndexOf(what.Split('.', ' ')[^1], StringComparison.OrdinalIgnoreCase);
        return index < 0 ? message : At(source, index, message);
    }

    /// <summary>Where the first bracket or condition begins that is never closed, or is closed and never began; null when all are in pairs.</summary>
    public static int? Unpaired(string source)
    {
        var open = new Stack<(string Tag, int Index)>();
        var tags = Tags().Matches(source).ToList();
        var at = 0;
        foreach (var tag in tags)
        {
            if (Stray(source, at, tag.Index) is { } before) return before;
            at = tag.Index + tag.Length;
            // A bracket within a bracket: the outer one was not closed.
            if (tag.Value.IndexOf("{{", 2, StringComparison.Ordinal) >= 0 || tag.Value.IndexOf("{%", 2, StringComparison.Ordinal) >= 0) return tag.Index;
            var name = tag.Groups[1].Value;
            if (Blocks.ContainsValue(name)) open.Push((name, tag.Index));
            else if (Blocks.TryGetValue(name, out var begin) && (!open.TryPop(out var last) || last.Tag != begin)) return tag.Index;
        }
        return Stray(source, at, source.Length) ?? (open.Count > 0 ? open.Last().Index : null);
    }

    private static int? Stray(string source, int from, int to) => Bracket().Match(source[from..to]) is { Success: true } stray ? from + stray.Index : null;

    [GeneratedRegex(@"\{\{.*?\}\}|\{%-?\s*([^\s%]*).*?%\}", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\{\{|\{%|\}\}|%\}")]
    private static partial Regex Bracket();
}
