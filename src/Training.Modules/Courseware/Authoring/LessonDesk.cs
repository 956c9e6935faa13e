using Microsoft.EntityFrameworkCore;
using Training.Modules.Courseware.Models;
using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Modules.Courseware.Authoring;

/// <summary>Finds lessons and their versions for authors. Straight from the database: an author must not work on what a cache remembers.</summary>
public sealed class LessonDesk(TenantDb db, ContentStore store)
{
    /// <summary>Rows of the overview: 26 modules hold some 150 lessons, twice that with drafts.</summary>
    public const int MaxLessons = 1000;

    /// <summary>Versions that the history shows.</summary>
    public const int HistoryLength = 50;

    private IQueryable<ContentItem> Lessons => db.Set<ContentItem>().AsNoTracking().Where(c => c.ContentType == LessonPart.ContentType);

    /// <summary>Null when there is no lesson of this id. Four queries.</summary>
    public async Task<LessonOnDesk?> FindAsync(string lessonId, CancellationToken cancel)
    {
        if (!IsId(lessonId)) return null;
        var latest = await Lessons.FirstOrDefaultAsync(c => c.ContentItemId == lessonId && c.Latest, cancel);
        if (latest?.ContainerId is not { } moduleId || await store.LatestAsync(moduleId, cancel) is not { } module) return null;
        var family = await Lessons.Where(c => c.ContainerId == moduleId && (c.Latest || c.ContentItemId == lessonId && c.Published))
            .OrderBy(c => c.Order).ThenBy(c => c.Id).Take(MaxLessons).ToListAsync(cancel);
        return new LessonOnDesk
        {
            Latest = latest,
            Published = family.Find(c => c.Published && c.ContentItemId == lessonId),
            Module = module,
            Outline = [.. family.Where(c => c.Latest)],
            VersionRows = await Lessons.Where(c => c.ContentItemId == lessonId).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(cancel),
        };
    }

    /// <summary>One version of this lesson; null when it belongs to something else.</summary>
    public async Task<ContentItem?> VersionAsync(string lessonId, string versionId, CancellationToken cancel) => !IsId(lessonId) || !IsId(versionId) ? null :
        await Lessons.FirstOrDefaultAsync(c => c.ContentItemVersionId == versionId && c.ContentItemId == lessonId, cancel);

    /// <summary>The newest versions, newest first, without their texts.</summary>
    public Task<List<VersionRow>> HistoryAsync(string lessonId, CancellationToken cancel) =>
        Rows(Lessons.Where(c => c.ContentItemId == lessonId).OrderByDescending(c => c.Id).Take(HistoryLength)).ToListAsync(cancel);

    /// <summary>Newest and published versions of all lessons, without their texts.</summary>
    public Task<List<VersionRow>> OverviewAsync(CancellationToken cancel) =>
        Rows(Lessons.Where(c => c.Latest || c.Published).OrderBy(c => c.Order).ThenBy(c => c.Id).Take(MaxLessons)).ToListAsync(cancel);

    /// <summary>What else comes in an address or a form – zero bytes, halves of characters – PostgreSQL would answer with a fault.</summary>
    public static bool IsId(string? id) => id is { Length: Ids.Length } && id.All(char.IsAsciiLetterOrDigit);

    private static IQueryable<VersionRow> Rows(IQueryable<ContentItem> items) => items.Select(c => new VersionRow(
        c.Id, c.ContentItemId, c.ContentItemVersionId, c.ContainerId, c.Order, c.DisplayText, c.Latest, c.Published, c.ModifiedUtc, c.PublishedUtc, c.Author));
}
