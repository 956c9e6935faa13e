using System.Text.RegularExpressions;

namespace Training.Modules.Directories.Services;

/// <summary>The words of a Markdown text, for the search index.</summary>
internal static partial class PlainText
{
    public static string OfMarkdown(string markdown) => Blank().Replace(Markup().Replace(markdown, " "), " ").Trim();

    /// <summary>Container fences with their kind, heading and list marks, emphasis, link targets, table rules.</summary>
    [GeneratedRegex(@"^:::[ \t]*(?:facts|redline|key|why)?|^#{1,6}\s|^\s*[-*+]\s|^\s*>\s?|^\s*\|?[-:| ]{3,}\|?\s*$|\]\([^)]*\)|[*_`\[\]|~]", RegexOptions.Multiline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
