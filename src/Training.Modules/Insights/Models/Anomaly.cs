using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Modules.Insights.Models;

/// <summary>
/// Something a nightly rule noticed, for a human to look at: counts, no names. Nothing follows from it by itself; names are
/// looked up when it is opened.
/// </summary>
public sealed class Anomaly
{
    /// <summary>Longest note.</summary>
    public const int NoteMax = 200;

    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required AnomalyRule Rule { get; init; }

    /// <summary>What was noticed, once: rule, day, unit, subject.</summary>
    public required string Key { get; init; }

    public required DateOnly Day { get; init; }
    public int? UnitId { get; init; }

    /// <summary>Module code, or what was entered.</summary>
    public required string Subject { get; init; }

    public required int People { get; init; }

    /// <summary>Minutes, seconds or questions, as the rule says.</summary>
    public required int Measured { get; init; }

    /// <summary>What would be expected, in the same measure.</summary>
    public required int Expected { get; init; }

    public required DateTime FoundUtc { get; init; }
    public DateTime? DismissedUtc { get; set; }
    public string? DismissedBy { get; set; }
    public string? Note { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Anomaly>
    {
        public void Configure(EntityTypeBuilder<Anomaly> builder)
        {
            builder.ToTable("anomalies");
            builder.Property(a => a.Ref).HasMaxLength(Ids.Length);
            builder.Property(a => a.Key).HasMaxLength(160);
            builder.Property(a => a.Subject).HasMaxLength(40);
            builder.Property(a => a.DismissedBy).HasMaxLength(50);
            builder.Property(a => a.Note).HasMaxLength(NoteMax);
            builder.HasIndex(a => a.Ref).IsUnique();
            builder.HasIndex(a => a.Key).IsUnique();
            builder.HasIndex(a => new { a.DismissedUtc, a.Id });
        }
    }
}

/// <summary>What the nightly rules look for.</summary>
public enum AnomalyRule { FastModule, FastAnswers, SameAnswers, BulkEntry }
