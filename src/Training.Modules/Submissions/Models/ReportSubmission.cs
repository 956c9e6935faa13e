using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Modules.Submissions.Models;

/// <summary>报送 or 更正报告.</summary>
public enum SubmissionKind { Original, Correction }

/// <summary>
/// A document that was locked and submitted. Rows are only added; whoever corrects submits another one beside it. The bytes are
/// kept as they were signed, so that they verify whatever the program becomes.
/// </summary>
public sealed class ReportSubmission
{
    public const int MaxReason = 300;

    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required int PeriodId { get; init; }

    /// <summary>1, 2, 3 within the period.</summary>
    public required int Number { get; init; }

    public required SubmissionKind Kind { get; init; }

    /// <summary>Number of the accepted submission that a correction corrects.</summary>
    public int? Corrects { get; init; }

    public required DateOnly AsOf { get; init; }

    /// <summary>口径版本 under which the figures were counted.</summary>
    public required string SpecVersion { get; init; }

    /// <summary>The JSON document, UTF-8, exactly as signed.</summary>
    public required byte[] Document { get; init; }

    /// <summary>SHA-256 of <see cref="Document"/>, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>ES256 over the hash, base64url; see <see cref="Documents.ReportSeal"/>.</summary>
    public required string Signature { get; init; }

    /// <summary>JSON Web Key that verifies the signature, kept so that a later key changes nothing.</summary>
    public required string PublicKey { get; init; }

    public required int Required { get; init; }
    public required int Completed { get; init; }
    public required int Certified { get; init; }

    /// <summary>Why it was submitted without a street's confirmation, or corrected.</summary>
    public string? Reason { get; init; }

    public long? ByUserId { get; init; }
    public required string ByName { get; init; }
    public required DateTime Utc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ReportSubmission>
    {
        public void Configure(EntityTypeBuilder<ReportSubmission> builder)
        {
            builder.ToTable("report_submissions");
            builder.Property(s => s.Ref).HasMaxLength(Ids.Length);
            builder.Property(s => s.SpecVersion).HasMaxLength(40);
            builder.Property(s => s.Hash).HasMaxLength(64);
            builder.Property(s => s.Signature).HasMaxLength(120);
            builder.Property(s => s.PublicKey).HasMaxLength(400);
            builder.Property(s => s.Reason).HasMaxLength(MaxReason);
            builder.Property(s => s.ByName).HasMaxLength(50);
            builder.HasIndex(s => s.Ref).IsUnique();
            // Of two who submit at once one is refused here.
            builder.HasIndex(s => new { s.PeriodId, s.Number }).IsUnique();
            builder.HasOne<ReportPeriod>().WithMany().HasForeignKey(s => s.PeriodId).OnDelete(DeleteBehavior.Restrict);
            builder.AppendOnly();
        }
    }
}
