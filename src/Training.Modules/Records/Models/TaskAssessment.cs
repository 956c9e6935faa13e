using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Records.Models;

/// <summary>
/// One assessment of a practical task, passed or not. What the learner wrote is never kept, only the lines of the rubric; a
/// passed one has a row in the ledger.
/// </summary>
public sealed class TaskAssessment
{
    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long PersonId { get; init; }
    public required string TaskCode { get; init; }

    /// <summary>Version of the rubric.</summary>
    public required string ContentVersionId { get; init; }

    /// <summary><see cref="RubricScore.Write"/>.</summary>
    public required string Levels { get; init; }

    public required int Percent { get; init; }
    public required bool RedLine { get; init; }
    public required bool Passed { get; init; }

    /// <summary>For the learner: what was good, what to do next.</summary>
    public required string Comment { get; init; }

    /// <summary>Day of the assessment (China).</summary>
    public required DateOnly On { get; init; }

    public required DateTime RecordedUtc { get; init; }
    public required long? AssessedByUserId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TaskAssessment>
    {
        public void Configure(EntityTypeBuilder<TaskAssessment> builder)
        {
            builder.ToTable("task_assessments");
            builder.Property(a => a.Ref).HasMaxLength(Ids.Length);
            builder.Property(a => a.TaskCode).HasMaxLength(10);
            builder.Property(a => a.ContentVersionId).HasMaxLength(Ids.Length);
            builder.Property(a => a.Levels).HasMaxLength(200);
            builder.Property(a => a.Comment).HasMaxLength(200);
            builder.HasIndex(a => a.Ref).IsUnique();
            builder.HasIndex(a => new { a.PersonId, a.On });
            builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
