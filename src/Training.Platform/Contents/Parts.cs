namespace Training.Platform.Contents;

/// <summary>Orchard's title; the same text as <see cref="ContentItem.DisplayText"/>.</summary>
public sealed record TitlePart : IContentPart
{
    public static string PartName => "TitlePart";
    public string Title { get; init; } = "";
}

/// <summary>Orchard's Markdown body. Raw HTML in it is shown as text.</summary>
public sealed record MarkdownBodyPart : IContentPart
{
    public static string PartName => "MarkdownBodyPart";
    public string Markdown { get; init; } = "";
}
