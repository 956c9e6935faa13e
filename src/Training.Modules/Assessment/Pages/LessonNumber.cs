using System.Globalization;
using System.Text.RegularExpressions;
using Training.Modules.Assessment.Models;
using Training.Modules.Courseware.Models;

namespace Training.Modules.Assessment.Pages;

/// <summary>The lesson to go back to after a missed question.</summary>
internal static partial class LessonNumber
{
    /// <summary>Number of the lesson that the bank says, else of the one that the source names (第 4 课), if the module has it.</summary>
    public static int? Of(CheckQuestion question, ModuleView? module) => OfLesson(question.LessonId, module) ?? OfSource(question, module);

    /// <summary>Number of a lesson by its content item; null when the module has no such lesson (any more).</summary>
    public static int? OfLesson(string? lessonId, ModuleView? module)
    {
        for (var i = 0; lessonId is not null && i < module?.Lessons.Count; i++)
            if (module.Lessons[i].ContentItemId == lessonId) return i + 1;
        return null;
    }

    private static int? OfSource(CheckQuestion question, ModuleView? module) =>
        Named().Match(question.Source) is { Success: true } match
        && int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var n && n >= 1 && n <= (module?.Lessons.Count ?? 0) ? n : null;

    [GeneratedRegex(@"第 ?(\d+) ?课")]
    private static partial Regex Named();
}
