using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Practice.Models;

/// <summary>One run through a scenario, on the version on which it began. At most one is open a person and scenario.</summary>
public sealed class ScenarioRun
{
    public const string NoSteps = "[]";

    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long PersonId { get; init; }

    /// <summary>E.g. "S1".</summary>
    public required string ScenarioId { get; init; }

    /// <summary>Content version of the scenario.</summary>
    public required string VersionId { get; init; }

    /// <summary>Role whose texts are shown; null = the common text.</summary>
    public TrainingRole? Role { get; init; }

    /// <summary>The decisions as JSON, ids only: [{"N":"d1","O":"b"}].</summary>
    public string Steps { get; private set; } = NoSteps;

    public required DateTime StartedUtc { get; init; }

    /// <summary>Null = still going.</summary>
    public DateTime? FinishedUtc { get; private set; }

    /// <summary>0–100, rounded down.</summary>
    public int? Percent { get; private set; }

    public bool? Passed { get; private set; }

    /// <summary>A red line was chosen.</summary>
    public bool RedLine { get; private set; }

    public IReadOnlyList<RunStep> Taken() => JsonSerializer.Deserialize<List<RunStep>>(Steps)!;

    public static string Write(IEnumerable<RunStep> steps) => JsonSerializer.Serialize(steps);

    /// <summary>A run finished long ago: for a history that is made up.</summary>
    /// <param name="way">Finished.</param>
    public static ScenarioRun Finished(long personId, string scenarioId, string versionId, TrainingRole? role, DateTime startedUtc, DateTime finishedUtc, Playthrough way) => new()
    {
        PersonId = personId, ScenarioId = scenarioId, VersionId = versionId, Role = role, StartedUtc = startedUtc, FinishedUtc = finishedUtc,
        Steps = Write(way.Steps.Select(s => new RunStep(s.Node.Id, s.Option.Id))), Percent = way.Percent, Passed = way.Passed, RedLine = way.RedLine,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<ScenarioRun>
    {
        public void Configure(EntityTypeBuilder<ScenarioRun> builder)
        {
            builder.ToTable("scenario_runs");
            builder.Property(r => r.Ref).HasMaxLength(Ids.Length);
            builder.Property(r => r.ScenarioId).HasMaxLength(40);
            builder.Property(r => r.VersionId).HasMaxLength(Ids.Length);
            builder.Property(r => r.Steps).HasMaxLength(1000);
            builder.HasIndex(r => r.Ref).IsUnique();
            builder.HasIndex(r => new { r.PersonId, r.ScenarioId });
            builder.HasIndex(r => new { r.PersonId, r.ScenarioId }, "ux_scenario_runs_open")
                .HasDatabaseName("ux_scenario_runs_open").HasFilter("finished_utc IS NULL").IsUnique();
            builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
