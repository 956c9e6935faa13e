using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Training.Modules.Courseware.Markdown;

/// <summary>What a reader sees of Markdown.</summary>
internal static class VisibleText
{
    /// <summary>
    /// Reading length: every character a reader sees but white space. Tables are not counted (they are looked up, not
    /// read), container titles are, markup is not.
    /// </summary>
    public static int Length(MarkdownDocument document) => Count(document);

    public static string Of(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        ContainerInline container => string.Concat(container.Select(Of)),
        _ => "",
    };

    private static int Count(Block block) => block switch
    {
        Table => 0,
        ContainerBlock container => container.Sum(Count)
            + (container is Markdig.Extensions.CustomContainers.CustomContainer titled ? Marks(titled.Arguments ?? "") : 0),
        LeafBlock { Inline: { } inlines } => inlines.Sum(i => Marks(Of(i))),
        LeafBlock leaf => Marks(leaf.Lines.ToString()),
        _ => 0,
    };

    private static int Marks(string text) => text.Count(c => !char.IsWhiteSpace(c));
}
