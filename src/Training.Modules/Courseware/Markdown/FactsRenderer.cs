using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Training.Modules.Courseware.Markdown;

/// <summary>
/// Key facts as the design's <c>.facts</c>: pairs 名称：值, under group rows where the names are 分组·名称. Short values are set
/// large side by side; as soon as one is long, all stand in one column (<c>.facts.long</c>).
/// </summary>
internal static class FactsRenderer
{
    /// <summary>Width of half a phone in units of one large Han character, above which a value would not fit.</summary>
    private const double ShortWidth = 5.5;

    public static void Write(HtmlRenderer renderer, ContainerBlock container, string title)
    {
        var facts = Fact.In(container).ToList();
        var grouped = facts.Exists(f => f.Group.Length > 0);
        var isLong = facts.Exists(f => f.HasMarkup || Width(f.Value) > ShortWidth);
        renderer.EnsureLine();
        if (grouped && title.Length > 0) renderer.Write("<p class=\"small muted\">").WriteEscape(title).WriteLine("</p>");
        renderer.Write($"<div class=\"facts{(isLong ? " long" : "")}\" role=\"group\" aria-label=\"").WriteEscape(title).WriteLine("\">");
        if (!grouped && title.Length > 0) renderer.Write("<div class=\"wide\">").WriteEscape(title).WriteLine("</div>");
        var group = "";
        foreach (var fact in facts)
        {
            if (fact.Group != group)
            {
                group = fact.Group;
                var alert = group.Contains("异常", StringComparison.Ordinal) || group.Contains("危险", StringComparison.Ordinal);
                renderer.Write($"<div class=\"wide{(alert ? " alert" : "")}\">").WriteEscape(group).WriteLine("</div>");
            }
            renderer.Write("<div><span class=\"k\">").WriteEscape(fact.Name).Write("</span><span class=\"v\">");
            if (isLong) fact.WriteValue(renderer);
            else WriteShort(renderer, fact.Value);
            renderer.WriteLine("</span></div>");
        }
        renderer.WriteLine("</div>");
    }

    /// <summary>每月 1 次: the part after the first space is set small.</summary>
    private static void WriteShort(HtmlRenderer renderer, string value)
    {
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        renderer.WriteEscape(space < 0 ? value : value[..space]);
        if (space >= 0) renderer.Write("<small>").WriteEscape(value[space..]).Write("</small>");
    }

    private static double Width(string value)
    {
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        return Of(space < 0 ? value : value[..space]) + (space < 0 ? 0 : Of(value[space..]) * 0.57);

        static double Of(string s) => s.Sum(c => c < 0x2E80 ? 0.5 : 1.0);
    }
}

/// <summary>One line 名称：值 of a facts container.</summary>
/// <param name="Line">Of the Markdown, from 0.</param>
internal sealed record Fact(string Group, string Name, string Value, bool HasMarkup, int Line, Action<HtmlRenderer> WriteValue)
{
    public static IEnumerable<Fact> In(ContainerBlock container) =>
        container.OfType<ListBlock>().SelectMany(l => l.OfType<ListItemBlock>()).Select(i => Parse(i)).OfType<Fact>();

    /// <summary>Null when the item has no colon outside emphasis.</summary>
    public static Fact? Parse(ListItemBlock item)
    {
        if (item.FirstOrDefault() is not ParagraphBlock { Inline: { } inlines }) return null;
        var parts = inlines.ToList();
        var at = parts.FindIndex(p => p is LiteralInline l && l.Content.IndexOf('：') >= 0);
        if (at < 0) return null;
        var literal = ((LiteralInline)parts[at]).Content.ToString();
        var colon = literal.IndexOf('：', StringComparison.Ordinal);
        var name = string.Concat(parts.Take(at).Select(VisibleText.Of)) + literal[..colon];
        var first = literal[(colon + 1)..];
        var rest = parts.Skip(at + 1).ToList();
        var dot = name.IndexOf('·', StringComparison.Ordinal);
        return new Fact(
            dot < 0 ? "" : name[..dot].Trim(), (dot < 0 ? name : name[(dot + 1)..]).Trim(),
            (first + string.Concat(rest.Select(VisibleText.Of))).Trim(), rest.Exists(r => r is not LiteralInline), item.Line,
            renderer =>
            {
                renderer.WriteEscape(first.TrimStart());
                foreach (var inline in rest) renderer.Render(inline);
            });
    }
}
