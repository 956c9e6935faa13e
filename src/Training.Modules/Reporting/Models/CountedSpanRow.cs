using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// Stored <see cref="CountedSpan"/> of a person: what the aggregate holds of somebody follows from these rows alone, and lists
/// of names are drawn from them. Replaced when the person's facts change.
/// </summary>
public sealed class CountedSpanRow
{
    public long Id { get; private set; }
    public required long PersonId { get; init; }
    public required long AssignmentId { get; init; }
    public required int UnitId { get; init; }
    public required TrainingRole Role { get; init; }
    public required Line Line { get; init; }
    public required Measure Measure { get; init; }
    public required DateOnly FromDay { get; init; }

    /// <summary>Last day; 9999-12-31 = open.</summary>
    public required DateOnly ThroughDay { get; init; }

    public CountedSpan Span => new(AssignmentId, UnitId, Role, Line, Measure, FromDay, ThroughDay);

    internal sealed class Configuration : IEntityTypeConfiguration<CountedSpanRow>
    {
        public void Configure(EntityTypeBuilder<CountedSpanRow> builder)
        {
            builder.ToTable("contributions");
            builder.Ignore(s => s.Span);
            builder.Property(s => s.Role).HasConversion<byte>();
            builder.Property(s => s.Line).HasConversion<byte>();
            builder.Property(s => s.Measure).HasConversion<byte>();
            builder.HasIndex(s => s.PersonId);
            builder.HasIndex(s => new { s.Measure, s.UnitId, s.Role, s.ThroughDay });
        }
    }
}
