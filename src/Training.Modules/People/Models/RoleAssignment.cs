using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Modules.People.Models;

/// <summary>任职: person × role × line × 街镇 over an interval of days, both ends inclusive. The unit of training duty.</summary>
public sealed class RoleAssignment
{
    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long PersonId { get; init; }
    public required TrainingRole Role { get; init; }
    public required Line Line { get; init; }

    /// <summary>街镇 where the person works.</summary>
    public required int SubDistrictId { get; init; }

    /// <summary>居民区, school or agency within it, where known.</summary>
    public int? WorkUnitId { get; set; }

    public required DateOnly Start { get; set; }

    /// <summary>Last day in post; null = until now.</summary>
    public DateOnly? End { get; set; }

    /// <summary>成长导师, a flag on teachers.</summary>
    public bool GrowthMentor { get; set; }

    public required DateTime RecordedUtc { get; init; }

    /// <summary>When the last day was entered or changed after the row itself; null = with it.</summary>
    public DateTime? EndRecordedUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RoleAssignment>
    {
        public void Configure(EntityTypeBuilder<RoleAssignment> builder)
        {
            builder.ToTable("role_assignments");
            builder.Property(a => a.Ref).HasMaxLength(Ids.Length);
            builder.HasIndex(a => a.Ref).IsUnique();
            builder.HasIndex(a => a.PersonId);
            builder.HasIndex(a => new { a.SubDistrictId, a.Role, a.Start });
            builder.HasIndex(a => a.WorkUnitId);
            builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<OrgUnit>().WithMany().HasForeignKey(a => a.SubDistrictId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

public enum LeaveKind { Maternity, Sick, Secondment, Study, VolunteerPause, Other }

/// <summary>A leave of one assignment; days inclusive. Only single leaves of more than 30 days count as an exclusion.</summary>
public sealed class Leave
{
    public long Id { get; private set; }
    public required long AssignmentId { get; init; }
    public required LeaveKind Kind { get; set; }
    public required DateOnly Start { get; set; }
    public DateOnly? End { get; set; }
    public required DateTime RecordedUtc { get; init; }

    /// <summary>When the last day was entered or changed after the row itself; null = with it.</summary>
    public DateTime? EndRecordedUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Leave>
    {
        public void Configure(EntityTypeBuilder<Leave> builder)
        {
            builder.ToTable("leaves");
            builder.HasIndex(l => l.AssignmentId);
            builder.HasOne<RoleAssignment>().WithMany().HasForeignKey(l => l.AssignmentId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>免训: with reason, approver and end. Counted in a column of its own, never taken out of 应训.</summary>
public sealed class Exemption
{
    public long Id { get; private set; }
    public required long AssignmentId { get; init; }
    public required string Reason { get; init; }
    public required string ApprovedBy { get; init; }
    public required DateOnly Start { get; init; }
    public required DateOnly End { get; set; }
    public required DateTime RecordedUtc { get; init; }

    /// <summary>When the last day was entered or changed after the row itself; null = with it.</summary>
    public DateTime? EndRecordedUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Exemption>
    {
        public void Configure(EntityTypeBuilder<Exemption> builder)
        {
            builder.ToTable("exemptions");
            builder.Property(e => e.Reason).HasMaxLength(200);
            builder.Property(e => e.ApprovedBy).HasMaxLength(50);
            builder.HasIndex(e => e.AssignmentId);
            builder.HasOne<RoleAssignment>().WithMany().HasForeignKey(e => e.AssignmentId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A system role, with the unit or line to which it is limited.</summary>
public sealed class StaffGrant
{
    public long Id { get; private set; }
    public required long PersonId { get; init; }
    public required StaffRole Role { get; init; }

    /// <summary>For <see cref="StaffRole.SubDistrictStaff"/>; for <see cref="StaffRole.Assessor"/> where the work is limited to a street.</summary>
    public int? SubDistrictId { get; init; }

    /// <summary>For <see cref="StaffRole.LineStaff"/>; for <see cref="StaffRole.Assessor"/> where it is limited to a line.</summary>
    public Line? Line { get; init; }

    /// <summary>School or agency; for <see cref="StaffRole.SchoolAdmin"/>.</summary>
    public int? WorkUnitId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<StaffGrant>
    {
        public void Configure(EntityTypeBuilder<StaffGrant> builder)
        {
            builder.ToTable("staff_grants");
            builder.HasIndex(g => g.PersonId);
            builder.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
