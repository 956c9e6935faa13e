using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Platform.Jobs;

/// <summary>Queued: waits for a worker. Running: a worker holds it. Failed: stopped after <see cref="JobRules.MaxAttempts"/> tries, a person may start it again.</summary>
public enum JobStatus { Queued, Running, Done, Failed }

/// <summary>One piece of long work of this tenant. Written by <see cref="JobQueue"/> and <see cref="JobRunner"/> only.</summary>
public sealed class Job
{
    public long Id { get; private set; }

    /// <summary>For addresses.</summary>
    public string Ref { get; init; } = Ids.New();

    /// <summary><see cref="IJob.Name"/>.</summary>
    public required string Name { get; init; }

    public required string State { get; set; }
    public int Done { get; set; }
    public int? Total { get; set; }
    public string? Message { get; set; }
    public required JobStatus Status { get; set; }

    /// <summary>While the job is unfinished no second one of this key is queued; null once it is finished, or when it never mattered.</summary>
    public string? OpenKey { get; set; }

    /// <summary>When a worker may take it: a moment to wait for, or the end of the lease of the worker that has it. Null once finished.</summary>
    public DateTime? DueUtc { get; set; }

    /// <summary>Who has it: machine and process, for people to read.</summary>
    public string? Owner { get; set; }

    /// <summary>Counts every taking, so that a worker which lost its lease can no longer write: its number is an old one.</summary>
    public int Claim { get; set; }

    /// <summary>Tries of the present step that came to nothing.</summary>
    public int Attempts { get; set; }

    public long? ByUserId { get; init; }
    public required DateTime CreatedUtc { get; init; }
    public DateTime? FinishedUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Job>
    {
        public void Configure(EntityTypeBuilder<Job> builder)
        {
            builder.ToTable("jobs");
            builder.Property(j => j.Ref).HasMaxLength(Ids.Length);
            builder.Property(j => j.Name).HasMaxLength(80);
            builder.Property(j => j.State).HasMaxLength(JobRules.MaxState);
            builder.Property(j => j.Message).HasMaxLength(JobRules.MaxMessage);
            builder.Property(j => j.OpenKey).HasMaxLength(120);
            builder.Property(j => j.Owner).HasMaxLength(80);
            builder.HasIndex(j => j.Ref).IsUnique();
            builder.HasIndex(j => j.OpenKey).IsUnique();
            // The one question that an idle site asks, every few seconds for every tenant.
            builder.HasIndex(j => j.DueUtc);
            builder.HasIndex(j => j.FinishedUtc);
            builder.HasIndex(j => new { j.Name, j.Id });
        }
    }
}

/// <summary>That a recurring job was queued for a period. The row decides, so each period has its run once whoever looks first.</summary>
public sealed class JobPeriod
{
    public required string Name { get; init; }

    /// <summary><see cref="IRecurringJob.PeriodOf"/>.</summary>
    public required string Period { get; init; }

    public required DateTime QueuedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<JobPeriod>
    {
        public void Configure(EntityTypeBuilder<JobPeriod> builder)
        {
            builder.ToTable("job_periods");
            builder.HasKey(p => new { p.Name, p.Period });
            builder.Property(p => p.Name).HasMaxLength(80);
            builder.Property(p => p.Period).HasMaxLength(40);
            builder.HasIndex(p => p.QueuedUtc);
        }
    }
}
