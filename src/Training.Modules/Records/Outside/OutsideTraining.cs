using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Records.Outside;

/// <summary>Who ran a training.</summary>
public enum OrganizerKind { Government, School, University, SocialOrganization, OnlinePlatform, Other }

/// <summary>Where a declaration stands.</summary>
public enum OutsideState
{
    /// <summary>待街镇核实.</summary>
    Submitted,

    /// <summary>街镇核实: the proof was seen to be right; waits for recognition.</summary>
    Verified,

    /// <summary>认定: in the ledger.</summary>
    Recognized,

    /// <summary>退回, with the reason; the learner may declare it anew.</summary>
    Returned,
}

/// <summary>外部培训: somebody else's training that a learner asks to have recognised.</summary>
public sealed class OutsideTraining
{
    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long PersonId { get; init; }
    public required string Title { get; init; }
    public required OrganizerKind OrganizerKind { get; init; }
    public required string Organizer { get; init; }
    public required DateOnly Start { get; init; }

    /// <summary>Last day; the same day where it lasted one.</summary>
    public required DateOnly End { get; init; }

    /// <summary>学时 as declared.</summary>
    public required decimal Hours { get; init; }

    /// <summary>The proof, in the media folder.</summary>
    public required string ProofRef { get; init; }

    /// <summary>Hash of the file as handed in: the same file of somebody else is shown to the officer.</summary>
    public required string ProofHash { get; init; }

    public required DateTime SubmittedUtc { get; init; }
    public OutsideState State { get; private set; }
    public DateTime? VerifiedUtc { get; private set; }
    public long? VerifiedByUserId { get; private set; }
    public DateTime? DecidedUtc { get; private set; }
    public long? DecidedByUserId { get; private set; }

    /// <summary>Why it was returned, or what the recognition rests on; the learner reads it.</summary>
    public string? Decision { get; private set; }

    /// <summary>学时 recognised.</summary>
    public decimal? RecognizedHours { get; private set; }

    internal sealed class Configuration : IEntityTypeConfiguration<OutsideTraining>
    {
        public void Configure(EntityTypeBuilder<OutsideTraining> builder)
        {
            builder.ToTable("outside_trainings");
            builder.Property(o => o.Ref).HasMaxLength(Ids.Length);
            builder.Property(o => o.Title).HasMaxLength(OutsideRules.TitleMax);
            builder.Property(o => o.Organizer).HasMaxLength(OutsideRules.OrganizerMax);
            builder.Property(o => o.ProofRef).HasMaxLength(Ids.Length);
            builder.Property(o => o.ProofHash).HasMaxLength(64);
            builder.Property(o => o.Decision).HasMaxLength(200);
            builder.HasIndex(o => o.Ref).IsUnique();
            builder.HasIndex(o => new { o.PersonId, o.Start });
            builder.HasIndex(o => new { o.State, o.Id });
            builder.HasIndex(o => o.ProofHash);
            builder.HasOne<Person>().WithMany().HasForeignKey(o => o.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
