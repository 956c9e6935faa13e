using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Roster.Models;

public enum ExemptionState { Waiting, Approved, Refused }

/// <summary>Somebody asks that a post be exempt; somebody else decides. Only an approved one becomes an <see cref="Exemption"/>.</summary>
public sealed class ExemptionRequest
{
    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long AssignmentId { get; init; }
    public required string Reason { get; init; }
    public required DateOnly Start { get; init; }
    public required DateOnly End { get; init; }
    public required long AskedByUserId { get; init; }
    public required string AskedBy { get; init; }
    public required DateTime AskedUtc { get; init; }
    public ExemptionState State { get; set; } = ExemptionState.Waiting;
    public string? DecidedBy { get; set; }
    public DateTime? DecidedUtc { get; set; }

    /// <summary>What the one who decided says to the one who asked.</summary>
    public string? Note { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ExemptionRequest>
    {
        public void Configure(EntityTypeBuilder<ExemptionRequest> builder)
        {
            builder.ToTable("exemption_requests");
            builder.Property(r => r.Ref).HasMaxLength(Ids.Length);
            builder.Property(r => r.Reason).HasMaxLength(200);
            builder.Property(r => r.AskedBy).HasMaxLength(50);
            builder.Property(r => r.DecidedBy).HasMaxLength(50);
            builder.Property(r => r.Note).HasMaxLength(200);
            // Two who decide at once: the second is refused.
            builder.Property(r => r.State).IsConcurrencyToken();
            builder.HasIndex(r => r.Ref).IsUnique();
            builder.HasIndex(r => r.AssignmentId);
            builder.HasIndex(r => new { r.State, r.Id });
            builder.HasOne<RoleAssignment>().WithMany().HasForeignKey(r => r.AssignmentId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
