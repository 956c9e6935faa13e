using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Simulation;

/// <summary>A simulation that was ordered, and its result once there is one. The draft is kept as it was: it may be edited meanwhile.</summary>
public sealed class StoredWhatIf
{
    public long Id { get; private set; }

    /// <summary><see cref="SchemeDraft.Ref"/>.</summary>
    public required string DraftRef { get; init; }

    public required TrainingRole Role { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public required Assumption Assumption { get; init; }
    public required string Title { get; init; }
    public required string RulesJson { get; init; }

    /// <summary>Day on which it was ordered; the simulation begins there.</summary>
    public required DateOnly AsOf { get; init; }

    public required int Target { get; init; }
    public required DateTime CreatedUtc { get; init; }

    /// <summary>The job that does it; null where it was done at once.</summary>
    public string? JobRef { get; set; }

    /// <summary><see cref="WhatIfResult"/>; null until it is there.</summary>
    public string? ResultJson { get; set; }

    /// <summary>Time it took, milliseconds.</summary>
    public int? Milliseconds { get; set; }

    internal WhatIfOrder Order => new(Role, new(SchemeRulesJson.Read(RulesJson), EffectiveFrom, Title), Assumption, AsOf, Target);

    internal sealed class Configuration : IEntityTypeConfiguration<StoredWhatIf>
    {
        public void Configure(EntityTypeBuilder<StoredWhatIf> builder)
        {
            builder.ToTable("what_if_results");
            builder.Ignore(w => w.Order);
            builder.Property(w => w.DraftRef).HasMaxLength(Ids.Length);
            builder.Property(w => w.Title).HasMaxLength(80);
            builder.Property(w => w.JobRef).HasMaxLength(Ids.Length);
            builder.HasIndex(w => new { w.DraftRef, w.Id });
        }
    }
}
