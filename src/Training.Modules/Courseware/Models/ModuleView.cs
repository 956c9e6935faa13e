using Training.Platform.Contents;

namespace Training.Modules.Courseware.Models;

/// <summary>A published module with its published lessons in reading order.</summary>
public sealed class ModuleView
{
    public required ContentItem Item { get; init; }
    public required IReadOnlyList<ContentItem> Lessons { get; init; }
    public required ContentItem? Tool { get; init; }

    public TrainingModulePart Part => Item.As<TrainingModulePart>();
    public string Code => Part.Code;
    public string Title => Item.DisplayText;
    public decimal Hours => Part.Hours;
    public int Minutes => Lessons.Sum(l => l.As<LessonPart>().Minutes);

    /// <summary>Modules about violence, abuse, bullying and suicide keep the crisis strip open (domain/directory.md §5).</summary>
    public bool Sensitive => Code is "R05" or "R06" or "R07" or "T07" or "F03";
}
