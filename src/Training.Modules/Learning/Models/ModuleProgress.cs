using Training.Modules.Courseware.Models;
using Training.Platform.Contents;

namespace Training.Modules.Learning.Models;

/// <summary>Where a person stands with a module: lessons first, then the check, then it counts.</summary>
/// <param name="Lessons">One a lesson, in reading order; null = never opened.</param>
/// <param name="CheckPassed">The knowledge check has been passed at some time.</param>
/// <param name="Completed">Latest evidence that counts; null = not completed yet.</param>
public sealed record ModuleProgress(ModuleView Module, IReadOnlyList<LessonState?> Lessons, bool CheckPassed, Evidence? Completed)
{
    public static ModuleProgress Of(
        ModuleView module, IReadOnlyDictionary<string, LessonState> states, bool checkPassed, IEnumerable<Evidence> effective) =>
        new(module, [.. module.Lessons.Select(l => states.GetValueOrDefault(l.ContentItemId))], checkPassed,
            effective.LastOrDefault(e => e.Kind == EvidenceKind.ModuleCompleted && e.Subject == module.Code));

    /// <summary>Some lesson has been opened.</summary>
    public bool Started => Lessons.Any(l => l is { Opened: true });

    public int LessonsDone => Lessons.Count(l => l?.Completed == true);

    public bool AllLessonsDone => Lessons.Count > 0 && LessonsDone == Lessons.Count;

    /// <summary>First lesson that is not completed, from 1; null when all are.</summary>
    public int? NextLesson
    {
        get
        {
            for (var i = 0; i < Lessons.Count; i++)
                if (Lessons[i]?.Completed != true) return i + 1;
            return null;
        }
    }

    /// <summary>
    /// 学时 learned, to one decimal: minutes of the completed lessons, all of the module's once it is completed (the rest of its
    /// time is for the check).
    /// </summary>
    public decimal HoursLearned => Completed is not null
        ? Module.Hours
        : Math.Min(Module.Hours, Math.Round(Module.Lessons.Where((_, i) => Lessons[i]?.Completed == true).Sum(l => l.As<LessonPart>().Minutes) / 45m, 1));

    /// <summary>A module with a content notice is entered through the notice (domain/safety.md §2), once.</summary>
    public bool NoticeFirst => Module.Part.ContentNotice is not null && !Started;
}
