using Ganss.Xss;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Training.Platform.Localization;

namespace Training.Modules.Courseware.Markdown;

/// <summary>
/// Markdown of lessons and tools to HTML in the markup of the design: no raw HTML (it appears as text), the four containers
/// as callouts, and what comes out passes a sanitizer with a short list of elements. Costs milliseconds: cache what it gives
/// (<see cref="Services.TextCache"/> does).
/// </summary>
public sealed class MarkdownRenderer(Text text)
{
    internal static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UseCustomContainers().UsePipeTables().UseCjkFriendlyEmphasis().Build();

    private readonly HtmlSanitizer _sanitizer = Sanitizer();

    public string ToHtml(string markdown) => Render(markdown).Html;

    /// <param name="basePath">Path of the tenant, put before links that begin with a slash.</param>
    public RenderedMarkdown Render(string markdown, string basePath = "")
    {
        var document = Parse(markdown);
        var outline = new List<(string Id, string Text)>();
        foreach (var heading in document.Descendants<HeadingBlock>().Where(h => h.Level == 2))
        {
            var id = $"s{outline.Count + 1}";
            heading.GetAttributes().Id = id;
            outline.Add((id, string.Concat(heading.Inline!.Select(VisibleText.Of))));
        }
        foreach (var link in document.Descendants<LinkInline>())
            if (link.Url?.StartsWith('/') == true) link.Url = basePath + link.Url;
        JoinChineseLines(document);

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<HtmlCustomContainerRenderer>(new CalloutRenderer(text));
        renderer.ObjectRenderers.Replace<HtmlTableRenderer>(new WideTableRenderer(text));
        renderer.Render(document);
        return RenderedMarkdown.Finish(_sanitizer.Sanitize(writer.ToString()), outline);
    }

    internal static MarkdownDocument Parse(string markdown) => MarkdownParser.Parse(markdown, Pipeline);

    /// <summary>A line break in the source must not become a space between two Chinese characters.</summary>
    private static void JoinChineseLines(MarkdownDocument document)
    {
        foreach (var line in document.Descendants<LineBreakInline>().Where(l => !l.IsHard).ToList())
            if (line.PreviousSibling is LiteralInline { Content.IsEmpty: false } before && line.NextSibling is LiteralInline { Content.IsEmpty: false } after
                && before.Content.Text[before.Content.End] >= 0x2E80 && after.Content.CurrentChar >= 0x2E80)
                line.Remove();
    }

    private static HtmlSanitizer Sanitizer()
    {
        var options = new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "p", "h2", "h3", "h4", "ul", "ol", "li", "em", "strong", "blockquote", "cite", "br", "hr", "div", "span", "small", "a", "i", "code",
                "table", "thead", "tbody", "tr", "th", "td",
            },
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "class", "id", "role", "aria-label", "tabindex", "href", "start", "data-icon" },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "https", "tel" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        };
        return new HtmlSanitizer(options);
    }

    /// <summary>A wide table scrolls in a named region that the keyboard reaches (design README, accessibility).</summary>
    private sealed class WideTableRenderer(Text text) : HtmlTableRenderer
    {
        protected override void Write(HtmlRenderer renderer, Table table)
        {
            renderer.Write($"<div class=\"wide-table\" role=\"region\" tabindex=\"0\" aria-label=\"{text["表格"]}\">");
            base.Write(renderer, table);
            renderer.WriteLine("</div>");
        }
    }
}
