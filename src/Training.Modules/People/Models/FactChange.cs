using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Modules.People.Models;

/// <summary>What was changed in place or taken out. Stored as words: never rename.</summary>
public enum FactChangeKind { PostChanged, PostRemoved, LeaveChanged, LeaveRemoved, ExemptionChanged, ExemptionRemoved }

/// <summary>
/// An assignment, leave or exemption that was changed in place or removed: what a new row would have told of when it was recorded. Written by
/// <see cref="Services.FactChanges"/> with the change itself; only ever added.
/// </summary>
public sealed class FactChange
{
    public long Id { get; private set; }
    public required long PersonId { get; init; }

    /// <summary>The assignment may be gone by now.</summary>
    public required long AssignmentId { get; init; }

    public required TrainingRole Role { get; init; }
    public required int SubDistrictId { get; init; }
    public required FactChangeKind Kind { get; init; }
    public required DateOnly OldStart { get; init; }
    public required DateOnly? OldEnd { get; init; }

    /// <summary>Null where it was removed.</summary>
    public required DateOnly? NewStart { get; init; }

    public required DateOnly? NewEnd { get; init; }

    /// <summary>First day on which something may be counted otherwise.</summary>
    public required DateOnly FromDay { get; init; }

    public required DateTime RecordedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<FactChange>
    {
        public void Configure(EntityTypeBuilder<FactChange> builder)
        {
            builder.ToTable("fact_changes");
            builder.HasIndex(c => new { c.RecordedUtc, c.FromDay });
            builder.HasIndex(c => c.PersonId);
            builder.AppendOnly();
        }
    }
}
