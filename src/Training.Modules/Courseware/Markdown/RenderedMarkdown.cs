using System.Text.RegularExpressions;
using Training.Platform.Display;

namespace Training.Modules.Courseware.Markdown;

/// <summary>Finished HTML of a text, with what a page around it needs to know.</summary>
/// <param name="Html">Safe to print as it is.</param>
/// <param name="Icons">Names of the icons in it; the page has to announce them, or its sprite lacks them.</param>
/// <param name="Outline">Headings of the second level: id and text.</param>
public sealed partial record RenderedMarkdown(string Html, IReadOnlyList<string> Icons, IReadOnlyList<(string Id, string Text)> Outline)
{
    /// <summary>Stands for an icon until the HTML has passed the sanitizer, which would drop the drawing.</summary>
    internal static string IconMark(string name) => $"<i data-icon=\"{name}\"></i>";

    internal static RenderedMarkdown Finish(string sanitized, IReadOnlyList<(string Id, string Text)> outline)
    {
        var icons = new SortedSet<string>(StringComparer.Ordinal);
        var html = Mark().Replace(sanitized, m =>
        {
            icons.Add(m.Groups[1].Value);
            return Platform.Display.Icons.Markup(m.Groups[1].Value);
        });
        return new(html, [.. icons], outline);
    }

    [GeneratedRegex("<i data-icon=\"(alert-octagon|bulb|quote)\"></i>")]
    private static partial Regex Mark();
}
