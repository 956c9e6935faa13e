using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;

namespace Training.Modules.Learning.Models;

/// <summary>A module, or lessons of it, that need not be read by 先测后免, with the time that it saved; the evidence itself is in the ledger.</summary>
public sealed class TestOut
{
    public long Id { get; private set; }
    public required long PersonId { get; init; }
    public required string ModuleCode { get; init; }

    /// <summary>Day of the attempt (China).</summary>
    public required DateOnly On { get; init; }

    /// <summary>The module was completed by it; false where only lessons may be skipped.</summary>
    public required bool Whole { get; init; }

    /// <summary>Published minutes of the lessons that need not be read; those already completed are not in it.</summary>
    public required int MinutesSaved { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TestOut>
    {
        public void Configure(EntityTypeBuilder<TestOut> builder)
        {
            builder.ToTable("test_outs");
            builder.Property(t => t.ModuleCode).HasMaxLength(10);
            builder.HasIndex(t => new { t.PersonId, t.On });
            // What was saved in a year, over everybody.
            builder.HasIndex(t => t.On);
            builder.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
