using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Assessment.Exams.Models;

/// <summary>
/// One attempt at an exam. At most one is open a person and exam. It ends when it is handed in or when its time is over by
/// this server's clock, whatever any device shows.
/// </summary>
public sealed class ExamAttempt
{
    /// <summary>An answer on its way when the time ended still counts: so long may a phone's line take.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long PersonId { get; init; }

    /// <summary>E.g. "X-CD".</summary>
    public required string ExamCode { get; init; }

    /// <summary>Content version of the exam: its rules hold for this attempt.</summary>
    public required string ExamVersionId { get; init; }

    public required int Seed { get; init; }

    /// <summary><see cref="StoredPaper"/>.</summary>
    public required string Paper { get; init; }

    public required DateTime StartedUtc { get; init; }

    /// <summary>When it ends by itself.</summary>
    public required DateTime DueUtc { get; init; }

    /// <summary>Null = still open. When the time ended it is <see cref="DueUtc"/>, whenever that was noticed.</summary>
    public DateTime? SubmittedUtc { get; private set; }

    /// <summary>0–100, rounded down.</summary>
    public int? Percent { get; private set; }

    public bool? Passed { get; private set; }

    /// <summary>Critical items that were not right.</summary>
    public int CriticalMissed { get; private set; }

    /// <summary>What was graded: what was chosen at each position, joined by "|". Null while open.</summary>
    public string? Graded { get; private set; }

    /// <summary>The time ended before it was handed in.</summary>
    public bool TimedOut => SubmittedUtc == DueUtc;

    public bool IsOver(DateTime utcNow) => SubmittedUtc is null && utcNow > DueUtc + Grace;

    /// <summary>An attempt handed in long ago, marked as any other: for a history that is made up.</summary>
    public static ExamAttempt HandedIn(long personId, Services.Exam exam, int seed, StoredPaper paper, DateTime startedUtc, DateTime submittedUtc, CheckResult result) => new()
    {
        PersonId = personId, ExamCode = exam.Part.Code, ExamVersionId = exam.VersionId, Seed = seed, Paper = paper.ToString(), StartedUtc = startedUtc,
        DueUtc = startedUtc.AddMinutes(exam.Part.Minutes), SubmittedUtc = submittedUtc, Percent = result.Percent, Passed = result.Passed,
        CriticalMissed = result.CriticalMissed, Graded = result.Write(),
    };

    internal sealed class Configuration : IEntityTypeConfiguration<ExamAttempt>
    {
        public void Configure(EntityTypeBuilder<ExamAttempt> builder)
        {
            builder.ToTable("exam_attempts");
            builder.Ignore(a => a.TimedOut);
            builder.Property(a => a.Ref).HasMaxLength(Ids.Length);
            builder.Property(a => a.ExamCode).HasMaxLength(40);
            builder.Property(a => a.ExamVersionId).HasMaxLength(Ids.Length);
            builder.Property(a => a.Paper).HasMaxLength(8000);
            builder.Property(a => a.Graded).HasMaxLength(600);
            builder.HasIndex(a => a.Ref).IsUnique();
            builder.HasIndex(a => new { a.PersonId, a.ExamCode });
            builder.HasIndex(a => new { a.ExamCode, a.SubmittedUtc });
            builder.HasIndex(a => new { a.PersonId, a.ExamCode }, "ux_exam_attempts_open")
                .HasDatabaseName("ux_exam_attempts_open").HasFilter("submitted_utc IS NULL").IsUnique();
            builder.HasIndex(a => a.DueUtc).HasDatabaseName("ix_exam_attempts_running").HasFilter("submitted_utc IS NULL");
            builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The answer to one question of an open exam; saved one by one, may be changed until the end.</summary>
public sealed class ExamAnswer
{
    public required long AttemptId { get; init; }

    /// <summary>From 1.</summary>
    public required int Position { get; init; }

    /// <inheritdoc cref="KeptAnswer.Chosen"/>
    public required string Chosen { get; init; }

    public bool Flagged { get; init; }
    public required DateTime AnsweredUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ExamAnswer>
    {
        public void Configure(EntityTypeBuilder<ExamAnswer> builder)
        {
            builder.ToTable("exam_answers");
            builder.HasKey(a => new { a.AttemptId, a.Position });
            builder.Property(a => a.Chosen).HasMaxLength(Ranking.MostSteps);
            builder.HasOne<ExamAttempt>().WithMany().HasForeignKey(a => a.AttemptId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
