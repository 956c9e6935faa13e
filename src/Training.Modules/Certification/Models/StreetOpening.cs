using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Models;

/// <summary>
/// 分批开放: from which day the training of a role is open to a 街镇. Before it nobody there is 应训 in the role (domain/organisation.md §4).
/// Rows are only added: the last one of a role and 街镇 holds, for days that have passed as well.
/// </summary>
public sealed class StreetOpening
{
    /// <summary>Open as long as anybody asks: what holds without any row.</summary>
    public static readonly DateOnly Always = DateOnly.MinValue;

    /// <summary>No day has been set yet.</summary>
    public static readonly DateOnly NotYet = DateOnly.MaxValue;

    public long Id { get; private set; }
    public required TrainingRole Role { get; init; }

    /// <summary>A 街镇 or zone.</summary>
    public required int SubDistrictId { get; init; }

    /// <summary>First day; <see cref="Always"/> or <see cref="NotYet"/>.</summary>
    public required DateOnly OpensOn { get; init; }

    public long? ByUserId { get; init; }
    public required DateTime RecordedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<StreetOpening>
    {
        public void Configure(EntityTypeBuilder<StreetOpening> builder)
        {
            builder.ToTable("street_openings");
            builder.HasIndex(o => o.Role);
            builder.HasOne<OrgUnit>().WithMany().HasForeignKey(o => o.SubDistrictId).OnDelete(DeleteBehavior.Restrict);
            builder.AppendOnly();
        }
    }
}
