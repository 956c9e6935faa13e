using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.Certification.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Review;

public enum ProposalDecision { Confirmed, Rejected }

/// <summary>
/// What one officer wants done to a certificate. Another one decides; only then anything happens to it. That these are two
/// accounts is checked by the database as well.
/// </summary>
public sealed class CertificateProposal
{
    public const int NoteMax = 200;

    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long CertificateId { get; init; }
    public required CertificateEventKind Kind { get; init; }
    public required ReasonCode Code { get; init; }

    /// <summary>What happened, in words; the holder reads it once it is confirmed.</summary>
    public required string Reason { get; init; }

    /// <summary>First day on which it is to hold.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>Of a <see cref="CertificateEventKind.Kept"/>: the last row of the person's ledger when it was proposed.</summary>
    public long? KnownThrough { get; init; }

    public required long ProposedByUserId { get; init; }
    public required string ProposedBy { get; init; }
    public required DateTime ProposedUtc { get; init; }

    /// <summary>Null while it waits.</summary>
    public ProposalDecision? Decision { get; private set; }

    public long? DecidedByUserId { get; private set; }
    public string? DecidedBy { get; private set; }
    public DateTime? DecidedUtc { get; private set; }

    /// <summary>Why it was rejected; for the proposer.</summary>
    public string? DecisionNote { get; private set; }

    /// <summary>The certificate while it waits, then null: unique, so that one certificate has one open proposal.</summary>
    public long? OpenKey { get; init; }

    /// <summary>When the holder was told that it holds; null until the day has come.</summary>
    public DateTime? EffectNotifiedUtc { get; private set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CertificateProposal>
    {
        public void Configure(EntityTypeBuilder<CertificateProposal> builder)
        {
            builder.ToTable("certificate_proposals", t => t.HasCheckConstraint(
                "ck_certificate_proposals_two_persons", "decided_by_user_id IS NULL OR decided_by_user_id <> proposed_by_user_id"));
            builder.Property(p => p.Ref).HasMaxLength(Ids.Length);
            builder.Property(p => p.Reason).HasMaxLength(CertificateActions.ReasonMax);
            builder.Property(p => p.ProposedBy).HasMaxLength(50);
            builder.Property(p => p.DecidedBy).HasMaxLength(50);
            builder.Property(p => p.DecisionNote).HasMaxLength(NoteMax);
            builder.HasIndex(p => p.Ref).IsUnique();
            builder.HasIndex(p => p.OpenKey).IsUnique();
            builder.HasIndex(p => p.CertificateId);
            builder.HasIndex(p => new { p.Decision, p.EffectNotifiedUtc, p.EffectiveOn });
            builder.HasOne<Certificate>().WithMany().HasForeignKey(p => p.CertificateId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
