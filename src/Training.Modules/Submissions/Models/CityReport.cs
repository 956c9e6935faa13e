using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Modules.Submissions.Models;

/// <summary>
/// The city's own copy of a district's submission, in the city's tenant: it stays when the district is switched off. Rows are only added.
/// </summary>
public sealed class CityReport
{
    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();

    /// <summary>Stable id of the district's tenant.</summary>
    public required string TenantId { get; init; }

    public required string DistrictName { get; init; }
    public required string PeriodKey { get; init; }
    public required PeriodKind Kind { get; init; }
    public required DateOnly AsOf { get; init; }
    public required DateOnly SubmitBy { get; init; }
    public required int Number { get; init; }
    public required SubmissionKind SubmissionKind { get; init; }

    /// <summary>Ref of the row in the district.</summary>
    public required string SubmissionRef { get; init; }

    public required byte[] Document { get; init; }
    public required string Hash { get; init; }
    public required string Signature { get; init; }

    /// <summary>The district's public key as it was at receipt.</summary>
    public required string PublicKey { get; init; }

    public required DateTime SubmittedUtc { get; init; }
    public required DateTime ReceivedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CityReport>
    {
        public void Configure(EntityTypeBuilder<CityReport> builder)
        {
            builder.ToTable("city_reports");
            builder.Property(r => r.Ref).HasMaxLength(Ids.Length);
            builder.Property(r => r.TenantId).HasMaxLength(Ids.Length);
            builder.Property(r => r.DistrictName).HasMaxLength(60);
            builder.Property(r => r.PeriodKey).HasMaxLength(10);
            builder.Property(r => r.SubmissionRef).HasMaxLength(Ids.Length);
            builder.Property(r => r.Hash).HasMaxLength(64);
            builder.Property(r => r.Signature).HasMaxLength(120);
            builder.Property(r => r.PublicKey).HasMaxLength(400);
            builder.HasIndex(r => r.Ref).IsUnique();
            builder.HasIndex(r => new { r.TenantId, r.PeriodKey, r.Number }).IsUnique();
            builder.HasIndex(r => r.AsOf);
            builder.AppendOnly();
        }
    }
}

/// <summary>What the city decided about a copy, once. Only the mark of its delivery to the district is set later.</summary>
public sealed class CityDecision
{
    public long Id { get; private set; }
    public required long ReportId { get; init; }

    /// <summary>Accepted or Returned.</summary>
    public required SubmissionState State { get; init; }

    public string? Comment { get; init; }
    public long? ByUserId { get; init; }
    public required string ByName { get; init; }
    public required DateTime Utc { get; init; }

    /// <summary>When the district's site had it; null = it was off or has not been reached yet.</summary>
    public DateTime? DeliveredUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CityDecision>
    {
        public void Configure(EntityTypeBuilder<CityDecision> builder)
        {
            builder.ToTable("city_report_decisions");
            builder.Property(d => d.Comment).HasMaxLength(SubmissionEvent.MaxComment);
            builder.Property(d => d.ByName).HasMaxLength(50);
            builder.HasIndex(d => d.ReportId).IsUnique();
            builder.HasIndex(d => d.DeliveredUtc);
            builder.HasOne<CityReport>().WithMany().HasForeignKey(d => d.ReportId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
