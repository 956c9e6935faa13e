using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Training.Modules.Certification.Models;

/// <summary>What one comparison of everything stored with the ledger found. Expected: no difference.</summary>
public sealed class RecomputeReport
{
    /// <summary>Lines that are kept; more differences are only counted.</summary>
    public const int LinesMax = 50;

    public long Id { get; private set; }
    public required DateTime StartedUtc { get; init; }

    /// <summary>Null while it runs.</summary>
    public DateTime? FinishedUtc { get; set; }

    public int People { get; set; }
    public int Differences { get; set; }

    /// <summary>The first differences, one a line; persons by their numbers in the database, no names.</summary>
    public string Lines { get; set; } = "";

    internal sealed class Configuration : IEntityTypeConfiguration<RecomputeReport>
    {
        public void Configure(EntityTypeBuilder<RecomputeReport> builder)
        {
            builder.ToTable("recompute_reports");
            builder.HasIndex(r => r.StartedUtc);
        }
    }
}
