using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Modules.Certification.Models;

/// <summary>
/// 强制更新: a red-line module changed so much that whoever holds a certificate that rests on it shows it anew within so many days;
/// afterwards the certificate is suspended until that is done (domain/roles.md §4). Rows are only added.
/// </summary>
public sealed class ForcedUpdate
{
    public const int DefaultDays = 60, DaysMin = 7, DaysMax = 365, ReasonMin = 4, ReasonMax = 200;

    public long Id { get; private set; }
    public required string ModuleCode { get; init; }

    /// <summary>Evidence from this day on shows the new edition.</summary>
    public required DateOnly AnnouncedOn { get; init; }

    public required int Days { get; init; }

    /// <summary>What changed, shown to holders.</summary>
    public required string Reason { get; init; }

    public long? ByUserId { get; init; }
    public required DateTime RecordedUtc { get; init; }

    /// <summary>Last day on which it may still be missing.</summary>
    public DateOnly Deadline => AnnouncedOn.AddDays(Days);

    internal sealed class Configuration : IEntityTypeConfiguration<ForcedUpdate>
    {
        public void Configure(EntityTypeBuilder<ForcedUpdate> builder)
        {
            builder.ToTable("forced_updates");
            builder.Ignore(u => u.Deadline);
            builder.Property(u => u.ModuleCode).HasMaxLength(10);
            builder.Property(u => u.Reason).HasMaxLength(ReasonMax);
            builder.HasIndex(u => new { u.ModuleCode, u.AnnouncedOn }).IsUnique();
            builder.AppendOnly();
        }
    }
}

/// <summary>A major edition of a module without a deadline: renewals that ask for what changed ask for it. Rows are only added.</summary>
public sealed class MajorEdition
{
    public long Id { get; private set; }
    public required string ModuleCode { get; init; }
    public required DateOnly PublishedOn { get; init; }

    /// <summary>What changed, in a sentence.</summary>
    public required string Note { get; init; }

    public long? ByUserId { get; init; }
    public required DateTime RecordedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MajorEdition>
    {
        public void Configure(EntityTypeBuilder<MajorEdition> builder)
        {
            builder.ToTable("major_editions");
            builder.Property(e => e.ModuleCode).HasMaxLength(10);
            builder.Property(e => e.Note).HasMaxLength(ForcedUpdate.ReasonMax);
            builder.HasIndex(e => new { e.ModuleCode, e.PublishedOn }).IsUnique();
            builder.AppendOnly();
        }
    }
}
