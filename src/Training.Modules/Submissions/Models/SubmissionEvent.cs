using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Modules.Submissions.Models;

/// <summary>待市级审核, 市级已接受, 市级已退回.</summary>
public enum SubmissionState { Submitted, Accepted, Returned }

/// <summary>What happened to a submission: it was submitted, and once the city has accepted or returned it. Rows are only added.</summary>
public sealed class SubmissionEvent
{
    public const int MaxComment = 300;

    public long Id { get; private set; }
    public required long SubmissionId { get; init; }

    /// <summary>The state from here on; each comes once.</summary>
    public required SubmissionState State { get; init; }

    /// <summary>True for the city's decision, of which there is one a submission.</summary>
    public required bool IsDecision { get; init; }

    public string? Comment { get; init; }

    /// <summary>A name within the district; of the city only its office.</summary>
    public required string ByName { get; init; }

    public required DateTime Utc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SubmissionEvent>
    {
        public void Configure(EntityTypeBuilder<SubmissionEvent> builder)
        {
            builder.ToTable("report_submission_events");
            builder.Property(e => e.Comment).HasMaxLength(MaxComment);
            builder.Property(e => e.ByName).HasMaxLength(50);
            builder.HasIndex(e => new { e.SubmissionId, e.IsDecision }).IsUnique();
            builder.HasOne<ReportSubmission>().WithMany().HasForeignKey(e => e.SubmissionId).OnDelete(DeleteBehavior.Restrict);
            builder.AppendOnly();
        }
    }
}
