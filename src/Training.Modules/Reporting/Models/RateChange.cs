using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// What one change of a person's facts changes in the counts. Rows are only added, so writers never wait for each other; a job
/// folds them into <see cref="RateMonth"/>.
/// </summary>
public sealed class RateChange
{
    public long Id { get; private set; }

    /// <summary>
    /// Number of the transaction that wrote it (PostgreSQL), by which a reader knows what it cannot have seen before; 0 on SQLite,
    /// where one writer at a time makes the ids tell that.
    /// </summary>
    public required long Transaction { get; init; }

    /// <summary>See <see cref="Pack"/>.</summary>
    public required byte[] Data { get; init; }

    /// <summary>Numbers: unit, cell, day (days since <see cref="FirstDay"/>), change, and so on.</summary>
    public static byte[] Pack(IEnumerable<Contribution> contributions)
    {
        var writer = new VarintWriter();
        foreach (var c in contributions)
        {
            writer.Number(c.Key.UnitId);
            writer.Number(c.Key.Code);
            writer.Signed(c.On.DayNumber - FirstDay);
            writer.Signed(c.Change);
        }
        return writer.ToBytes();
    }

    public static List<Contribution> Unpack(byte[] data)
    {
        var reader = new VarintReader(data);
        var found = new List<Contribution>();
        while (!reader.IsAtEnd)
        {
            var key = new RateKey(reader.Number(), reader.Number());
            found.Add(new(DateOnly.FromDayNumber(FirstDay + reader.Signed()), key, reader.Signed()));
        }
        return found;
    }

    private static readonly int FirstDay = new DateOnly(2000, 1, 1).DayNumber;

    internal sealed class Configuration : IEntityTypeConfiguration<RateChange>
    {
        public void Configure(EntityTypeBuilder<RateChange> builder)
        {
            builder.ToTable("rate_changes");
            builder.HasIndex(c => c.Transaction);
        }
    }
}
