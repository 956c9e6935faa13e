using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Assessment.Models;

/// <summary>
/// One attempt at a knowledge check. Its questions follow from the bank's version and the seed, so a newer bank never
/// disturbs it. At most one is open a person and module.
/// </summary>
public sealed class Attempt
{
    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long PersonId { get; init; }

    /// <summary>E.g. "O02".</summary>
    public required string ModuleCode { get; init; }

    /// <summary>Content version of the question bank.</summary>
    public required string CheckVersionId { get; init; }

    public required int Seed { get; init; }

    /// <summary>先测后免: taken instead of the lessons, at the higher mark of <see cref="TestOutRules"/>.</summary>
    public bool TestOut { get; init; }

    public required DateTime StartedUtc { get; init; }

    /// <summary>Null = still open.</summary>
    public DateTime? SubmittedUtc { get; private set; }

    /// <summary>0–100, rounded down.</summary>
    public int? Percent { get; private set; }

    public bool? Passed { get; private set; }

    /// <summary>Critical items that were not right.</summary>
    public int CriticalMissed { get; private set; }

    /// <summary>
    /// What was graded: what was chosen at each position, joined by "|". A save that crosses the submission cannot
    /// change it. Null while open.
    /// </summary>
    public string? Graded { get; private set; }

    /// <summary>An attempt handed in long ago, marked as any other: for a history that is made up.</summary>
    public static Attempt HandedIn(long personId, string moduleCode, string checkVersionId, int seed, DateTime startedUtc, DateTime submittedUtc, CheckResult result) => new()
    {
        PersonId = personId, ModuleCode = moduleCode, CheckVersionId = checkVersionId, Seed = seed, StartedUtc = startedUtc, SubmittedUtc = submittedUtc,
        Percent = result.Percent, Passed = result.Passed, CriticalMissed = result.CriticalMissed, Graded = result.Write(),
    };

    internal sealed class Configuration : IEntityTypeConfiguration<Attempt>
    {
        public void Configure(EntityTypeBuilder<Attempt> builder)
        {
            builder.ToTable("attempts");
            builder.Property(a => a.Ref).HasMaxLength(Ids.Length);
            builder.Property(a => a.ModuleCode).HasMaxLength(40);
            builder.Property(a => a.CheckVersionId).HasMaxLength(Ids.Length);
            builder.Property(a => a.Graded).HasMaxLength(600);
            builder.HasIndex(a => a.Ref).IsUnique();
            builder.HasIndex(a => new { a.PersonId, a.ModuleCode });
            builder.HasIndex(a => new { a.ModuleCode, a.SubmittedUtc });
            builder.HasIndex(a => new { a.PersonId, a.ModuleCode }, "ux_attempts_open")
                .HasDatabaseName("ux_attempts_open").HasFilter("submitted_utc IS NULL").IsUnique();
            builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The answer to one question of an open attempt; saved one by one, may be changed until submission.</summary>
public sealed class AttemptAnswer
{
    public required long AttemptId { get; init; }

    /// <summary>From 1.</summary>
    public required int Position { get; init; }

    /// <summary>Letters of the chosen options in the bank's order, e.g. "ac", or places of the steps of an ordering, e.g. "2130"; empty = none yet.</summary>
    public required string Chosen { get; init; }

    /// <summary>Marked by the learner to look at again.</summary>
    public bool Flagged { get; init; }

    public required DateTime AnsweredUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AttemptAnswer>
    {
        public void Configure(EntityTypeBuilder<AttemptAnswer> builder)
        {
            builder.ToTable("attempt_answers");
            builder.HasKey(a => new { a.AttemptId, a.Position });
            builder.Property(a => a.Chosen).HasMaxLength(Ranking.MostSteps);
            builder.HasOne<Attempt>().WithMany().HasForeignKey(a => a.AttemptId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
