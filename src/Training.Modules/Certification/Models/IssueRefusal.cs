using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>
/// 不予通过: an officer looked at a completion and did not approve it. Nothing is issued for that completion by rule or by a batch any
/// more; an officer may still approve it by name. Never changed or removed.
/// </summary>
public sealed class IssueRefusal
{
    public long Id { get; private set; }
    public required long PersonId { get; init; }
    public required TrainingRole Role { get; init; }

    /// <summary>Which completion.</summary>
    public required DateOnly CompletedOn { get; init; }

    /// <summary>What is to be done, in words; the holder reads it.</summary>
    public required string Reason { get; init; }

    public required long ByUserId { get; init; }
    public required string By { get; init; }
    public required DateTime RecordedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<IssueRefusal>
    {
        public void Configure(EntityTypeBuilder<IssueRefusal> builder)
        {
            builder.ToTable("issue_refusals");
            builder.Property(r => r.Reason).HasMaxLength(CertificateActions.ReasonMax);
            builder.Property(r => r.By).HasMaxLength(50);
            builder.HasIndex(r => new { r.PersonId, r.Role, r.CompletedOn }).IsUnique();
            builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
