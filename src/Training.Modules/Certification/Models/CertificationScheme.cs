using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>认证方案: one dated version of a role's rules.</summary>
public sealed class CertificationScheme
{
    public long Id { get; private set; }
    public required TrainingRole Role { get; init; }

    /// <summary>1, 2, … within the role.</summary>
    public required int Version { get; init; }

    /// <summary>E.g. 示范方案.</summary>
    public required string Title { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>Last day in force; null = open.</summary>
    public DateOnly? EffectiveThrough { get; set; }

    /// <summary><see cref="SchemeRules"/> as JSON.</summary>
    public required string RulesJson { get; init; }

    public required string SourceHash { get; init; }

    /// <summary>When the version was entered, and with it the end of the one before; null = not known.</summary>
    public DateTime? RecordedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CertificationScheme>
    {
        public void Configure(EntityTypeBuilder<CertificationScheme> builder)
        {
            builder.ToTable("certification_schemes");
            builder.Property(s => s.Title).HasMaxLength(80);
            builder.Property(s => s.SourceHash).HasMaxLength(64);
            builder.HasIndex(s => new { s.Role, s.Version }).IsUnique();
        }
    }
}
