using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// The counts of all cells of a unit in a month: what they are at its beginning, and their changes day by day. Months without a change
/// have no row: the last one before goes on. So the counts on any day are in one row a unit, however many people there are.
/// </summary>
public sealed class RateMonth
{
    public required int UnitId { get; init; }

    /// <summary>Its first day.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>See <see cref="UnitMonth"/>.</summary>
    public required byte[] Data { get; init; }

    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    internal sealed class Configuration : IEntityTypeConfiguration<RateMonth>
    {
        public void Configure(EntityTypeBuilder<RateMonth> builder)
        {
            builder.ToTable("rate_months");
            builder.HasKey(m => new { m.UnitId, m.Month });
        }
    }
}
