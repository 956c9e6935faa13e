using Markdig.Extensions.CustomContainers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Training.Platform.Localization;

namespace Training.Modules.Courseware.Markdown;

/// <summary>Writes <c>::: redline</c>, <c>::: key</c> and <c>::: why</c> as the design's callouts, <c>::: facts</c> by <see cref="FactsRenderer"/>.</summary>
internal sealed class CalloutRenderer(Text text) : HtmlObjectRenderer<CustomContainer>
{
    /// <summary>The four containers of docs/content-format.md.</summary>
    public static readonly IReadOnlyList<string> Names = ["facts", "redline", "key", "why"];

    protected override void Write(HtmlRenderer renderer, CustomContainer container)
    {
        var title = container.Arguments?.Trim() ?? "";
        switch (container.Info)
        {
            case "facts": FactsRenderer.Write(renderer, container, title); break;
            case "redline": Callout(renderer, container, "redline", "alert-octagon", text["红线"], title); break;
            case "key": Callout(renderer, container, "key", "bulb", text["要点"], title); break;
            // The title of a basis is its citation and stands below what it says.
            case "why": Callout(renderer, container, "why", "quote", text["依据"], cite: title); break;
            default: renderer.WriteChildren(container); break;
        }
    }

    private static void Callout(HtmlRenderer renderer, ContainerBlock container, string kind, string icon, string label, string head = "", string cite = "")
    {
        renderer.EnsureLine();
        renderer.Write($"<div class=\"callout {kind}\" role=\"note\"><p class=\"lab\">{RenderedMarkdown.IconMark(icon)}{label}</p>");
        if (head.Length > 0) renderer.Write("<p class=\"head\">").WriteEscape(head).Write("</p>");
        renderer.WriteChildren(container);
        if (cite.Length > 0) renderer.Write("<cite>").WriteEscape(cite).Write("</cite>");
        renderer.WriteLine("</div>");
    }
}
