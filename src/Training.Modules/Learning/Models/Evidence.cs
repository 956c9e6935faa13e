using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Learning.Models;

/// <summary>What a row of the ledger shows.</summary>
public enum EvidenceKind
{
    /// <summary>All lessons read and the knowledge check passed. Subject = module code.</summary>
    ModuleCompleted,

    /// <summary>A scenario passed without red line. Subject = scenario id.</summary>
    ScenarioPassed,

    /// <summary>结业考试 passed. Subject = exam code.</summary>
    ExamPassed,

    /// <summary>实操任务 assessed by rubric and found good enough. Subject = task code.</summary>
    TaskAssessed,

    /// <summary>Present at a training session. Subject = session code.</summary>
    SessionAttended,

    /// <summary>Present at a supervision meeting. Subject = meeting code.</summary>
    SupervisionAttended,

    /// <summary>A supervisor's sign-off in the field. Subject = what was signed off.</summary>
    SignedOff,

    /// <summary>Recognised training of somebody else's. Subject = the code it is recognised under.</summary>
    OutsideTraining,

    /// <summary>免修: a requirement that need not be shown. Subject = module code.</summary>
    Waived,

    /// <summary>Takes a row back; counts for nothing itself.</summary>
    Withdrawn,

    /// <summary>
    /// All requirements of a role were met according to the system that was used before; what showed each of them was not brought
    /// along (docs/decisions/0015). Subject = code of the role, e.g. "CD". Only an import of facts writes it.
    /// </summary>
    RoleCompleted,
}

/// <summary>
/// One row of the ledger: something that counts toward a certificate. Never edited, never deleted; a correction is a new row
/// that supersedes one, with reason and author (a <see cref="EvidenceKind.Withdrawn"/> row takes one back).
/// </summary>
public sealed class Evidence
{
    public long Id { get; private set; }

    /// <summary>Unguessable id for addresses.</summary>
    public string Ref { get; init; } = Ids.New();

    public required long PersonId { get; init; }
    public required EvidenceKind Kind { get; init; }

    /// <summary>Module code or scenario id, e.g. "O02", "S1".</summary>
    public required string Subject { get; init; }

    /// <summary>学时 of 45 minutes.</summary>
    public decimal Hours { get; init; }

    /// <summary>类别 of a credit rule, e.g. 师德素养; null where none asks.</summary>
    public string? Category { get; init; }

    /// <summary>层级 of a credit rule, e.g. 市级; null where none asks.</summary>
    public string? Level { get; init; }

    /// <summary>专题 of a credit rule, e.g. 家庭教育指导; null where none asks.</summary>
    public string? Topic { get; init; }

    /// <summary>Percent, where there was a score.</summary>
    public int? Score { get; init; }

    /// <summary>Day on which it happened (China).</summary>
    public required DateOnly EffectiveOn { get; init; }

    public required DateTime RecordedUtc { get; init; }

    /// <summary>Version of the content on which it was earned.</summary>
    public string? ContentVersionId { get; init; }

    /// <summary>Why it counts, one sentence in Chinese.</summary>
    public required string Reason { get; init; }

    /// <summary>Row that this one corrects.</summary>
    public long? SupersedesId { get; init; }

    /// <summary>Who recorded it; null = the system by rule.</summary>
    public long? RecordedByUserId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Evidence>
    {
        public void Configure(EntityTypeBuilder<Evidence> builder)
        {
            builder.ToTable("evidence");
            builder.Property(e => e.Ref).HasMaxLength(Ids.Length);
            builder.Property(e => e.Subject).HasMaxLength(40);
            builder.Property(e => e.Category).HasMaxLength(40);
            builder.Property(e => e.Level).HasMaxLength(40);
            builder.Property(e => e.Topic).HasMaxLength(40);
            builder.Property(e => e.ContentVersionId).HasMaxLength(Ids.Length);
            builder.Property(e => e.Reason).HasMaxLength(200);
            builder.HasIndex(e => e.Ref).IsUnique();
            builder.HasIndex(e => new { e.PersonId, e.EffectiveOn });
            // The list of what people entered, newest first, among many rows recorded by rule.
            builder.HasIndex(e => e.Id).HasFilter("recorded_by_user_id IS NOT NULL").HasDatabaseName("ix_evidence_by_hand");
            // A row is corrected once; whoever comes second corrects the correction, knowing it.
            builder.HasIndex(e => e.SupersedesId).IsUnique();
            builder.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
            builder.AppendOnly();
        }
    }
}
