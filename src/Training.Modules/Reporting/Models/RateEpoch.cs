using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// One row: how often <see cref="RateMonth"/> was written anew. Whoever writes it changes this row first and so is alone; whoever reads
/// it knows by the number that months and changes belong together.
/// </summary>
public sealed class RateEpoch
{
    public required int Id { get; init; }
    public required long Epoch { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<RateEpoch>
    {
        public void Configure(EntityTypeBuilder<RateEpoch> builder)
        {
            builder.ToTable("rate_epochs");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.HasData(new RateEpoch { Id = 1, Epoch = 0 });
        }
    }
}
