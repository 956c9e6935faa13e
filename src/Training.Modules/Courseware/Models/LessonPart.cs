using Training.Platform.Contents;

namespace Training.Modules.Courseware.Models;

/// <summary>课: one sitting. The text is in its <see cref="MarkdownBodyPart"/>, its module is the container.</summary>
public sealed record LessonPart : IContentPart
{
    public static string PartName => "LessonPart";

    /// <summary>Type name of the content items.</summary>
    public const string ContentType = "Lesson";

    /// <summary>5–15.</summary>
    public int Minutes { get; init; }

    /// <summary>想一想: a question to take along. Nobody types an answer, so none is ever stored.</summary>
    public string Think { get; init; } = "";
}

/// <summary>口袋工具: one page to print, a Markdown body in the module as container.</summary>
public static class PocketTool
{
    /// <summary>Type name of the content items.</summary>
    public const string ContentType = "PocketTool";
}
