using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Modules.Submissions.Models;

/// <summary>月报, 季报, 年报 (年度考核).</summary>
public enum PeriodKind { Month, Quarter, Year }

/// <summary>
/// A report that is due once: opened the day after its as-of day. Its days stay as they were when it was opened, whatever the
/// settings become.
/// </summary>
public sealed class ReportPeriod
{
    public int Id { get; private set; }

    /// <summary>2026-10, 2026-Q3 or 2026; unique, part of addresses.</summary>
    public required string Key { get; init; }

    public required PeriodKind Kind { get; init; }

    /// <summary>截止日: the figures are those at the end of this day in China.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Last day for the streets.</summary>
    public required DateOnly ConfirmBy { get; init; }

    /// <summary>Last day for the district.</summary>
    public required DateOnly SubmitBy { get; init; }

    public required DateTime CreatedUtc { get; init; }

    /// <summary>Days that a submission came too late: whether the deadline was kept is said by the first one alone; sent again and corrected is later by nature.</summary>
    public int DaysLate(int number, DateTime utc) => number == 1 ? ReportCalendar.DaysLate(SubmitBy, ChinaTime.DayOf(utc)) : 0;

    internal sealed class Configuration : IEntityTypeConfiguration<ReportPeriod>
    {
        public void Configure(EntityTypeBuilder<ReportPeriod> builder)
        {
            builder.ToTable("report_periods");
            builder.Property(p => p.Key).HasMaxLength(10);
            builder.HasIndex(p => p.Key).IsUnique();
            builder.HasIndex(p => p.AsOf);
            builder.AppendOnly();
        }
    }
}
