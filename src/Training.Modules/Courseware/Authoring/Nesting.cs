using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Training.Modules.Courseware.Markdown;

namespace Training.Modules.Courseware.Authoring;

/// <summary>
/// How deep a typed text is nested. Thousands of brackets or quotes within each other make the parser, the renderer or whoever
/// walks the tree give up or run out of stack; nothing that people read needs more than a few levels.
/// </summary>
public static class Nesting
{
    /// <summary>Levels of blocks and inlines together; Markdig itself stops at 128 of each.</summary>
    public const int MaxDepth = 60;

    public static bool IsBearable(string markdown)
    {
        MarkdownDocument document;
        try { document = MarkdownRenderer.Parse(markdown); }
        catch (ArgumentException) { return false; } // Markdig's own limit
        // Without recursion: the depth is what is in question.
        var open = new Stack<(MarkdownObject Node, int Depth)>([(document, 0)]);
        while (open.TryPop(out var top))
        {
            if (top.Depth > MaxDepth) return false;
            IEnumerable<MarkdownObject> children = top.Node switch
            {
                ContainerBlock container => container,
                LeafBlock { Inline: { } inlines } => inlines,
                ContainerInline container => container,
                _ => [],
            };
            foreach (var child in children) open.Push((child, top.Depth + 1));
        }
        return true;
    }
}
