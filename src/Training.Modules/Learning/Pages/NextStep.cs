using Training.Modules.Learning.Models;
using Training.Platform.Localization;

namespace Training.Modules.Learning.Pages;

/// <summary>The one button of a module page.</summary>
/// <param name="Url">Tenant-relative without the leading slash.</param>
internal sealed record NextStep(string Words, string Url)
{
    /// <summary>Characters that fit on the button of a phone.</summary>
    private const int ButtonLength = 19;

    /// <summary>The lesson's title behind the words of the button, where both fit on one line.</summary>
    public static string Title(NextStep next, string title, Text text) =>
        next.Words.Length + title.Length < ButtonLength ? text["：{0}", title] : "";

    /// <summary>Null when nothing is left to do, or when the content notice comes first.</summary>
    public static NextStep? Of(ModulePageModel page, Text text)
    {
        var progress = page.Progress;
        var path = $"modules/{progress.Module.Code}";
        if (progress.NoticeFirst || progress.Module.Lessons.Count == 0) return null;
        // Completed without the lessons: they may be read, nothing has to be.
        if (progress.Completed is not null && !progress.Started) return null;
        if (progress.NextLesson is { } n)
            return new(progress.Started ? text["继续第 {0} 课", n] : text["开始第 {0} 课", n], $"{path}/lessons/{n}");
        if (page.Check is not null && !progress.CheckPassed)
            return new(page.CheckStatus.OpenAttemptRef is not null ? text["接着做知识检测"] : text["去做知识检测"], $"{path}/check");
        return null;
    }
}
