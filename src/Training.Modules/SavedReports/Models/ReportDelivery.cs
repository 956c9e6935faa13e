using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Modules.SavedReports.Models;

/// <summary>One delivery of a report: a file in the tenant's folder until it expires, for the owner alone.</summary>
public sealed class ReportDelivery
{
    /// <summary>Days for which it can be fetched.</summary>
    public const int KeptDays = 30;

    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long ReportId { get; init; }
    public required long UserId { get; init; }

    /// <summary>When it was due: one delivery for each.</summary>
    public required DateTime DueUtc { get; init; }

    public required DateTime MadeUtc { get; init; }
    public required DateTime ExpiresUtc { get; init; }
    public required string FileName { get; init; }
    public required ReportFormat Format { get; init; }

    /// <summary>What the owner was allowed to see when it was made; whoever may see less by now does not get it.</summary>
    public required string Scope { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ReportDelivery>
    {
        public void Configure(EntityTypeBuilder<ReportDelivery> builder)
        {
            builder.ToTable("report_deliveries");
            builder.Property(d => d.Ref).HasMaxLength(Ids.Length);
            builder.Property(d => d.FileName).HasMaxLength(120);
            builder.Property(d => d.Scope).HasMaxLength(1000);
            builder.HasIndex(d => d.Ref).IsUnique();
            builder.HasIndex(d => new { d.ReportId, d.DueUtc }).IsUnique();
            builder.HasIndex(d => d.ExpiresUtc);
            builder.HasOne<SavedReport>().WithMany().HasForeignKey(d => d.ReportId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
