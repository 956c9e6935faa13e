using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.Certification.Models;

namespace Training.Modules.Certification.Schemes.Editing;

/// <summary>
/// One save of a draft, kept whole. The number is what a save is based on: who comes second with the same number is refused by the
/// index, not by a look beforehand.
/// </summary>
public sealed class DraftRevision
{
    public long Id { get; private set; }
    public required long DraftId { get; init; }

    /// <summary>1, 2, … within the draft.</summary>
    public required int Number { get; init; }

    public required string Title { get; init; }

    /// <summary><see cref="SchemeRulesJson"/>.</summary>
    public required string RulesJson { get; init; }

    /// <summary>Proposed first day; null = not decided.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    public string Note { get; init; } = "";
    public long? SavedByUserId { get; init; }
    public required string SavedBy { get; init; }
    public required DateTime SavedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DraftRevision>
    {
        public void Configure(EntityTypeBuilder<DraftRevision> builder)
        {
            builder.ToTable("scheme_draft_revisions");
            builder.Property(r => r.Title).HasMaxLength(80);
            builder.Property(r => r.Note).HasMaxLength(400);
            builder.Property(r => r.SavedBy).HasMaxLength(80);
            builder.HasIndex(r => new { r.DraftId, r.Number }).IsUnique();
            builder.HasOne<SchemeDraft>().WithMany().HasForeignKey(r => r.DraftId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
