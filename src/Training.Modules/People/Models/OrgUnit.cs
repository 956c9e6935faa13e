using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Training.Modules.People.Models;

public enum OrgUnitKind { District, SubDistrict, Zone, Neighborhood, School, Agency }

/// <summary>A node of the organisation: district → 街镇 → 居民区; schools and agencies hang below the 街镇 where they stand.</summary>
public sealed class OrgUnit
{
    public int Id { get; private set; }

    /// <summary>Division code where there is one, e.g. 310105001; unique.</summary>
    public required string Code { get; init; }

    public required string Name { get; set; }
    public required OrgUnitKind Kind { get; init; }

    /// <summary>What the unit is part of now; for a day that has passed see <see cref="UnitParent"/>.</summary>
    public int? ParentId { get; set; }

    /// <summary>Line that manages a school or agency.</summary>
    public Line? Line { get; set; }

    /// <summary>Only of a <see cref="OrgUnitKind.School"/>; null = not known. After a change the rates are rebuilt.</summary>
    public SchoolKind? SchoolKind { get; set; }

    /// <summary>First day of a unit that came out of a merge; null = it has been there as long as anybody asks.</summary>
    public DateOnly? StartedOn { get; set; }

    /// <summary>Last day; null = it goes on. Posts in it end by then.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>The unit that took over on the day after.</summary>
    public int? MergedIntoId { get; set; }

    /// <summary>When the unit was entered; null = not known.</summary>
    public DateTime? RecordedUtc { get; set; }

    /// <summary>When its last day was entered.</summary>
    public DateTime? EndRecordedUtc { get; set; }

    public bool IsOpenOn(DateOnly day) => (StartedOn is null || day >= StartedOn) && (EndedOn is null || day <= EndedOn);

    internal sealed class Configuration : IEntityTypeConfiguration<OrgUnit>
    {
        public void Configure(EntityTypeBuilder<OrgUnit> builder)
        {
            builder.ToTable("org_units");
            builder.Property(u => u.Code).HasMaxLength(30);
            builder.Property(u => u.Name).HasMaxLength(60);
            builder.HasIndex(u => u.Code).IsUnique();
            builder.HasIndex(u => new { u.ParentId, u.Kind });
            builder.HasIndex(u => u.Kind);
            builder.HasIndex(u => u.EndedOn);
        }
    }
}
