using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.Certification.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Review;

/// <summary>
/// 申诉: what the holder says against one suspension or revocation; one for each. Somebody answers who took no part in it, which
/// the database checks as well.
/// </summary>
public sealed class CertificateAppeal
{
    public const int TextMin = 10, TextMax = 1000, AnswerMin = 4, AnswerMax = 400;

    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long EventId { get; init; }
    public required long CertificateId { get; init; }
    public required string Text { get; init; }
    public required DateTime FiledUtc { get; init; }

    /// <summary>Day by which it is to be answered.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The two who decided what is appealed against; null where nobody did.</summary>
    public long? ProposedByUserId { get; init; }

    public long? ConfirmedByUserId { get; init; }

    /// <summary>Null while it waits.</summary>
    public bool? IsUpheld { get; private set; }

    public string? Answer { get; private set; }
    public long? AnsweredByUserId { get; private set; }
    public DateTime? AnsweredUtc { get; private set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CertificateAppeal>
    {
        public void Configure(EntityTypeBuilder<CertificateAppeal> builder)
        {
            builder.ToTable("certificate_appeals", t => t.HasCheckConstraint("ck_certificate_appeals_another_person",
                "answered_by_user_id IS NULL OR ((proposed_by_user_id IS NULL OR answered_by_user_id <> proposed_by_user_id) "
                + "AND (confirmed_by_user_id IS NULL OR answered_by_user_id <> confirmed_by_user_id))"));
            builder.Property(a => a.Ref).HasMaxLength(Ids.Length);
            builder.Property(a => a.Text).HasMaxLength(TextMax);
            builder.Property(a => a.Answer).HasMaxLength(AnswerMax);
            builder.HasIndex(a => a.Ref).IsUnique();
            builder.HasIndex(a => a.EventId).IsUnique();
            builder.HasIndex(a => new { a.IsUpheld, a.DueOn });
            builder.HasOne<CertificateEvent>().WithMany().HasForeignKey(a => a.EventId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Certificate>().WithMany().HasForeignKey(a => a.CertificateId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
