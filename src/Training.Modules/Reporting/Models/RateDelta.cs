using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>Width of a bucket. Stored as numbers: never renumber.</summary>
public enum BucketLevel : byte { Year = 1, Month = 2, Day = 3 }

/// <summary>
/// One row of the aggregate: a count changes within a bucket of days. Each change is written at year, month and day level, so
/// the count on a day is the sum of the years before its year, the months of that year before its month, and the days of that
/// month up to it. Rows are only added; equal ones are merged by a job.
/// </summary>
public sealed class RateDelta
{
    public long Id { get; private set; }
    public required BucketLevel Level { get; init; }

    /// <summary>First day of the bucket.</summary>
    public required DateOnly BucketStart { get; init; }

    public required CountBasis Basis { get; init; }
    public required int UnitId { get; init; }
    public required TrainingRole? Role { get; init; }
    public required Line? Line { get; init; }
    public required Measure Measure { get; init; }
    public required int Change { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<RateDelta>
    {
        public void Configure(EntityTypeBuilder<RateDelta> builder)
        {
            builder.ToTable("rate_deltas");
            builder.Property(d => d.Level).HasConversion<byte>();
            builder.Property(d => d.Basis).HasConversion<byte>();
            builder.Property(d => d.Role).HasConversion<byte?>();
            builder.Property(d => d.Line).HasConversion<byte?>();
            builder.Property(d => d.Measure).HasConversion<byte>();
            // Holds every column that a read needs: the table itself is not touched.
            builder.HasIndex(d => new { d.Level, d.BucketStart, d.Basis, d.UnitId, d.Role, d.Line, d.Measure, d.Change }).HasDatabaseName("ix_rate_deltas_read");
            builder.HasIndex(d => new { d.UnitId, d.Measure, d.Level, d.BucketStart }).HasDatabaseName("ix_rate_deltas_trend");
        }
    }
}
