using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.People.Services;

/// <summary>
/// Notes what a save changes in place or removes of assignments, leaves and exemptions, whoever changes it; a last day that was entered
/// or changed later carries the moment on the row as well.
/// </summary>
public sealed class FactChanges(TimeProvider clock) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is TenantDb db)
        {
            var changed = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Modified or EntityState.Deleted && e.Entity is RoleAssignment or Leave or Exemption).ToList();
            foreach (var entry in changed)
            {
                if (entry.State == EntityState.Modified && entry.Property(nameof(RoleAssignment.End)) is var end && !Equals(end.OriginalValue, end.CurrentValue))
                    entry.Property(nameof(RoleAssignment.EndRecordedUtc)).CurrentValue = clock.UtcNow();
                if (await NoteAsync(db, entry, cancellationToken) is { } note) db.Add(note);
            }
        }
        return await base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    private async Task<FactChange?> NoteAsync(TenantDb db, EntityEntry entry, CancellationToken cancel)
    {
        var removed = entry.State == EntityState.Deleted;
        var (post, kind, wide) = entry.Entity switch
        {
            // A place that changes, or a leave that becomes long, matters from its first day.
            RoleAssignment a => (a, removed ? FactChangeKind.PostRemoved : FactChangeKind.PostChanged, entry.Property(nameof(a.SubDistrictId)).IsModified || entry.Property(nameof(a.WorkUnitId)).IsModified),
            Leave l => (await PostAsync(db, l.AssignmentId, cancel), removed ? FactChangeKind.LeaveRemoved : FactChangeKind.LeaveChanged, true),
            Exemption e => (await PostAsync(db, e.AssignmentId, cancel), removed ? FactChangeKind.ExemptionRemoved : FactChangeKind.ExemptionChanged, false),
            _ => throw new InvalidOperationException(),
        };
        var (start, end) = (entry.Property(nameof(RoleAssignment.Start)), entry.Property(nameof(RoleAssignment.End)));
        var (oldStart, oldEnd) = ((DateOnly)start.OriginalValue!, (DateOnly?)end.OriginalValue);
        var (newStart, newEnd) = removed ? ((DateOnly?)null, (DateOnly?)null) : ((DateOnly?)start.CurrentValue, (DateOnly?)end.CurrentValue);
        var moved = newStart != oldStart || newEnd != oldEnd;
        if (post is null || (!removed && !moved && !(entry.Entity is RoleAssignment && wide))) return null;
        var first = newStart is { } s && s < oldStart ? s : oldStart;
        var from = removed || wide || newStart != oldStart ? first : (Earlier(oldEnd, newEnd) ?? first).AddDays(1);
        return new()
        {
            PersonId = post.PersonId, AssignmentId = post.Id, Role = post.Role, SubDistrictId = post.SubDistrictId, Kind = kind,
            OldStart = oldStart, OldEnd = oldEnd, NewStart = newStart, NewEnd = newEnd, FromDay = from, RecordedUtc = clock.UtcNow(),
        };
    }

    /// <summary>Null = open, which is later than any day.</summary>
    private static DateOnly? Earlier(DateOnly? one, DateOnly? two) => one is null ? two : two is null || one < two ? one : two;

    private static async Task<RoleAssignment?> PostAsync(TenantDb db, long id, CancellationToken cancel) =>
        db.ChangeTracker.Entries<RoleAssignment>().FirstOrDefault(e => e.Entity.Id == id)?.Entity ?? await db.Set<RoleAssignment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel);
}
