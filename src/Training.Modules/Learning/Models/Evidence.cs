using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Learning.Models;

public enum EvidenceKind { ModuleCompleted, ScenarioPassed, Withdrawn }

/// <summary>
/// One row of the ledger: something that counts toward a certificate. Never edited, never deleted; a correction is a new row
/// that supersedes one, with reason and author (a <see cref="EvidenceKind.Withdrawn"/> row takes one back).
/// </summary>
public sealed class Evidence
{
    public long Id { get; private set; }
    public required long PersonId { get; init; }
    public required EvidenceKind Kind { get; init; }

    /// <summary>Module code or scenario id, e.g. "O02", "S1".</summary>
    public required string Subject { get; init; }

    /// <summary>学时 of 45 minutes.</summary>
    public decimal Hours { get; init; }

    /// <summary>Percent, where there was a score.</summary>
    public int? Score { get; init; }

    /// <summary>Day on which it happened (China).</summary>
    public required DateOnly EffectiveOn { get; init; }

    public required DateTime RecordedUtc { get; init; }

    /// <summary>Version of the content on which it was earned.</summary>
    public string? ContentVersionId { get; init; }

    /// <summary>Why it counts, one sentence in Chinese.</summary>
    public required string Reason { get; init; }

    /// <summary>Row that this one corrects.</summary>
    public long? SupersedesId { get; init; }

    /// <summary>Who recorded it; null = the system by rule.</summary>
    public long? RecordedByUserId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Evidence>
    {
        public void Configure(EntityTypeBuilder<Evidence> builder)
        {
            builder.ToTable("evidence");
            builder.Property(e => e.Subject).HasMaxLength(40);
            builder.Property(e => e.ContentVersionId).HasMaxLength(Ids.Length);
            builder.Property(e => e.Reason).HasMaxLength(200);
            builder.HasIndex(e => new { e.PersonId, e.EffectiveOn });
            builder.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
