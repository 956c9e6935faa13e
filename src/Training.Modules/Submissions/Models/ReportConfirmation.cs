using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Submissions.Models;

/// <summary>A street's word that its figures of a period are right. The newest row of a street counts; rows are only added.</summary>
public sealed class ReportConfirmation
{
    public const int MaxRemark = 300;

    public long Id { get; private set; }
    public required int PeriodId { get; init; }

    /// <summary>The 街镇.</summary>
    public required int SubDistrictId { get; init; }

    /// <summary>Hash of the figures that were confirmed; where the street's figures have another one now, they changed since.</summary>
    public required string FiguresHash { get; init; }

    public string? Remark { get; init; }
    public long? ByUserId { get; init; }
    public required string ByName { get; init; }
    public required DateTime Utc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ReportConfirmation>
    {
        public void Configure(EntityTypeBuilder<ReportConfirmation> builder)
        {
            builder.ToTable("report_confirmations");
            builder.Property(c => c.FiguresHash).HasMaxLength(64);
            builder.Property(c => c.Remark).HasMaxLength(MaxRemark);
            builder.Property(c => c.ByName).HasMaxLength(50);
            builder.HasIndex(c => new { c.PeriodId, c.SubDistrictId, c.Id });
            builder.HasOne<ReportPeriod>().WithMany().HasForeignKey(c => c.PeriodId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<OrgUnit>().WithMany().HasForeignKey(c => c.SubDistrictId).OnDelete(DeleteBehavior.Restrict);
            builder.AppendOnly();
        }
    }
}
