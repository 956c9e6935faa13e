using Training.Modules.Courseware.Models;
using Training.Platform.Contents;

namespace Training.Modules.Courseware.Authoring;

/// <summary>A lesson as its author meets it: newest and published version, its module and the lessons beside it.</summary>
public sealed class LessonOnDesk
{
    public required ContentItem Latest { get; init; }

    /// <summary>What learners see; null = never published.</summary>
    public required ContentItem? Published { get; init; }

    public required ContentItem Module { get; init; }

    /// <summary>Newest versions of all lessons of the module in reading order, this one included.</summary>
    public required IReadOnlyList<ContentItem> Outline { get; init; }

    /// <summary>Row ids of all versions, oldest first: their places are the version numbers on screen.</summary>
    public required IReadOnlyList<long> VersionRows { get; init; }

    public string Id => Latest.ContentItemId;
    public TrainingModulePart ModulePart => Module.As<TrainingModulePart>();

    /// <summary>Place in the module, from 1.</summary>
    public int Number => Outline.TakeWhile(l => l.ContentItemId != Id).Count() + 1;

    public bool IsDraft => !Latest.Published;
    public LessonText? PublishedText => Published is null ? null : LessonText.Of(Published);
    public int VersionNumber(ContentItem version) => VersionRows.TakeWhile(id => id != version.Id).Count() + 1;
    public bool NeedsReviewer => ReviewRule.NeedsReviewer(ModulePart.Code);
}

/// <summary>One row of the list of lessons, or of a lesson's history.</summary>
public sealed record VersionRow(
    long RowId, string ContentItemId, string VersionId, string? ContainerId, int Order, string Title,
    bool Latest, bool Published, DateTime ModifiedUtc, DateTime? PublishedUtc, string Author);
