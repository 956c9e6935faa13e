using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Training.Modules.People.Models;

/// <summary>
/// What a unit was part of before it came below another one: through its last day. Of units that never moved there is none;
/// <see cref="OrgUnit.ParentId"/> is what holds after the last of them.
/// </summary>
public sealed class UnitParent
{
    public long Id { get; private set; }
    public required int UnitId { get; init; }
    public required int ParentId { get; init; }

    /// <summary>Last day below this parent.</summary>
    public required DateOnly Through { get; init; }

    public required DateTime RecordedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<UnitParent>
    {
        public void Configure(EntityTypeBuilder<UnitParent> builder)
        {
            builder.ToTable("unit_parents");
            builder.HasIndex(p => new { p.UnitId, p.Through }).IsUnique();
            builder.HasIndex(p => p.Through);
            builder.HasOne<OrgUnit>().WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<OrgUnit>().WithMany().HasForeignKey(p => p.ParentId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
