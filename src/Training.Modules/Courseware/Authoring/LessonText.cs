using System.Globalization;
using Training.Modules.Courseware.Models;
using Training.Platform.Contents;

namespace Training.Modules.Courseware.Authoring;

/// <summary>What an author writes of a lesson. <see cref="Minutes"/> stays as typed, so that a refusal shows it again.</summary>
public sealed record LessonText(string Title, string Minutes, string Think, string Markdown)
{
    public const int TitleLength = 80;

    /// <summary>想一想, as in the packs (docs/content-format.md).</summary>
    public const int ThinkMinLength = 5, ThinkLength = 60;

    public const int MinMinutes = 5, MaxMinutes = 15;

    /// <summary>Characters that are kept at all; the reading length (<see cref="Courseware.Markdown.MarkdownRules.LessonLength"/>) is far below.</summary>
    public const int MarkdownLength = 20_000;

    public static LessonText Of(ContentItem item)
    {
        var part = item.As<LessonPart>();
        return Of(item.DisplayText, part.Minutes.ToString(CultureInfo.InvariantCulture), part.Think, item.As<MarkdownBodyPart>().Markdown);
    }

    /// <summary>Line ends as "\n" and one at the end, whatever the browser sent: else every line would differ from what was saved.</summary>
    public static LessonText Of(string? title, string? minutes, string? think, string? markdown) =>
        new((title ?? "").Trim(), (minutes ?? "").Trim(), (think ?? "").Trim(), (markdown ?? "").ReplaceLineEndings("\n").TrimEnd() + "\n");

    /// <summary>Null when it is no whole number.</summary>
    public int? MinuteCount => int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    /// <summary>The parts of a version with this text.</summary>
    public object[] Parts(ContentItem based) =>
    [
        new TitlePart { Title = Title },
        based.As<LessonPart>() with { Minutes = MinuteCount ?? MinMinutes, Think = Think },
        new MarkdownBodyPart { Markdown = Markdown },
    ];

    /// <summary>All of it as lines, to compare two texts.</summary>
    public IReadOnlyList<string> Lines() =>
        ["标题：" + Title, "时长：" + Minutes + " 分钟", "想一想：" + Think, .. Markdown.TrimEnd('\n').Split('\n')];
}
