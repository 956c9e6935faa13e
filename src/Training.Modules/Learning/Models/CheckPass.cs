using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Learning.Models;

/// <summary>
/// A passed knowledge check, as the event told it. Kept because the check may be passed before the last lesson is: then it
/// waits here, and counts when the lessons are done.
/// </summary>
public sealed class CheckPass
{
    public long Id { get; private set; }
    public required long PersonId { get; init; }
    public required string ModuleCode { get; init; }
    public required string CheckVersionId { get; init; }

    /// <summary>0–100.</summary>
    public required int Percent { get; init; }

    /// <summary>Day of the attempt (China).</summary>
    public required DateOnly On { get; init; }

    /// <summary>先测后免: it completes the module without the lessons.</summary>
    public bool TestOut { get; init; }

    /// <summary>Went into the ledger. Taken once, so that no pass counts twice.</summary>
    public bool Counted { get; set; }

    /// <summary>
    /// Of the passes that wait for the lessons the one that counts: the highest score on the newest version of the check, of equal ones the
    /// last. Trying again takes nothing away from who passed, and what was shown on a replaced version stands behind the new one.
    /// </summary>
    /// <param name="waiting">Of one person and module, oldest first.</param>
    public static CheckPass? Best(IReadOnlyList<CheckPass> waiting) => waiting.Where(p => p.CheckVersionId == waiting[^1].CheckVersionId).MaxBy(p => (p.Percent, p.Id));

    internal sealed class Configuration : IEntityTypeConfiguration<CheckPass>
    {
        public void Configure(EntityTypeBuilder<CheckPass> builder)
        {
            builder.ToTable("check_passes");
            builder.Property(p => p.ModuleCode).HasMaxLength(10);
            builder.Property(p => p.CheckVersionId).HasMaxLength(Ids.Length);
            builder.HasIndex(p => new { p.PersonId, p.ModuleCode, p.Counted });
            builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
