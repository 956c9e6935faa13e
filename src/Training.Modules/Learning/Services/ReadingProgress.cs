using Microsoft.EntityFrameworkCore;
using Training.Modules.Learning.Models;
using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Modules.Learning.Services;

/// <summary>How far people have read. Written while they scroll, so each write is one statement.</summary>
public sealed class ReadingProgress(TenantDb db, TimeProvider clock)
{
    private static readonly CompiledQuery<long, LessonProgress> RowsOf = new((db, personId) => db.Set<LessonProgress>().AsNoTracking().Where(p => p.PersonId == personId));

    private DbSet<LessonProgress> Rows => db.Set<LessonProgress>();

    /// <summary>By content item id of the lesson; a lesson never opened is not in it. One query.</summary>
    public async Task<IReadOnlyDictionary<string, LessonState>> ForPersonAsync(long personId, CancellationToken cancel) =>
        (await RowsOf.ToListAsync(db, personId, cancel)).ToDictionary(p => p.LessonId, p => new LessonState(p.Position, p.CompletedUtc, p.VersionId, p.Mastered));

    /// <summary>Keeps the furthest point; a smaller one changes nothing, and a completed lesson stays completed.</summary>
    /// <param name="position">Percent of the text; values outside 0–100 are brought inside.</param>
    public Task SavePositionAsync(long personId, ContentItem lesson, int position, CancellationToken cancel)
    {
        var (at, now) = (Math.Clamp(position, 0, 100), clock.UtcNow());
        return WriteAsync(personId, lesson, at, completed: null, () => Rows.Where(p => p.PersonId == personId && p.LessonId == lesson.ContentItemId)
            .ExecuteUpdateAsync(s => s
                .SetProperty(p => p.Position, p => p.Position < at ? at : p.Position)
                .SetProperty(p => p.VersionId, p => p.CompletedUtc == null ? lesson.ContentItemVersionId : p.VersionId)
                .SetProperty(p => p.UpdatedUtc, now), cancel), cancel);
    }

    /// <summary>Marks the lesson as completed; the first time is kept.</summary>
    public Task CompleteAsync(long personId, ContentItem lesson, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        return WriteAsync(personId, lesson, 100, now, () => Rows.Where(p => p.PersonId == personId && p.LessonId == lesson.ContentItemId)
            .ExecuteUpdateAsync(s => s
                .SetProperty(p => p.Position, 100)
                .SetProperty(p => p.VersionId, p => p.CompletedUtc == null ? lesson.ContentItemVersionId : p.VersionId)
                .SetProperty(p => p.CompletedUtc, p => p.CompletedUtc ?? now)
                .SetProperty(p => p.UpdatedUtc, now), cancel), cancel);
    }

    /// <summary>Marks a lesson that is not completed as known without reading; one statement, the same on both databases, within the caller's transaction.</summary>
    /// <returns>False when it was completed already.</returns>
    public async Task<bool> MasterAsync(long personId, ContentItem lesson, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        return await db.Database.ExecuteSqlAsync($"""
            INSERT INTO lesson_progress (person_id, lesson_id, version_id, position, completed_utc, mastered, updated_utc)
            VALUES ({personId}, {lesson.ContentItemId}, {lesson.ContentItemVersionId}, 0, {now}, {true}, {now})
            ON CONFLICT (person_id, lesson_id) DO UPDATE
            SET version_id = excluded.version_id, completed_utc = excluded.completed_utc, mastered = excluded.mastered, updated_utc = excluded.updated_utc
            WHERE lesson_progress.completed_utc IS NULL
            """, cancel) > 0;
    }

    /// <summary>Updates, or inserts; when another request inserted in between, updates after all.</summary>
    private async Task WriteAsync(long personId, ContentItem lesson, int position, DateTime? completed, Func<Task<int>> update, CancellationToken cancel)
    {
        if (await update() > 0) return;
        var row = new LessonProgress
        {
            PersonId = personId, LessonId = lesson.ContentItemId, VersionId = lesson.ContentItemVersionId, Position = position,
            CompletedUtc = completed, UpdatedUtc = clock.UtcNow(),
        };
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (db.Database.CurrentTransaction is null)
        {
            db.Entry(row).State = EntityState.Detached;
            await update();
        }
    }
}
