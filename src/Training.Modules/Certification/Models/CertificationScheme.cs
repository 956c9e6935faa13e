using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>Where a rule comes from. Only <see cref="Policy"/> may be called 政策规定 on screen (domain/roles.md, tags).</summary>
public enum Basis { Policy, DistrictRule, ProductDefault }

public enum RequirementKind { Module, Scenario }

/// <summary>Something that must be shown by evidence.</summary>
/// <param name="Subject">Module code or scenario id.</param>
public sealed record Requirement(RequirementKind Kind, string Subject, Basis Basis = Basis.ProductDefault);

/// <summary>Renewal (domain/roles.md §4): within the window the shorter list is enough, after it all requirements count again.</summary>
public sealed record RenewalRule
{
    /// <summary>Days before the last valid day at which the window opens.</summary>
    public int OpensDaysBefore { get; init; } = 90;

    /// <summary>Days after the last valid day until which it stays open.</summary>
    public int ClosesDaysAfter { get; init; } = 180;

    public IReadOnlyList<Requirement> Requirements { get; init; } = [];
    public Basis Basis { get; init; } = Basis.ProductDefault;
}

/// <summary>What it takes to be certified in a role. Immutable once in force.</summary>
public sealed record SchemeRules
{
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>Calendar months; the last valid day is AddMonths(from, months) − 1 day.</summary>
    public int ValidityMonths { get; init; } = 12;

    public Basis ValidityBasis { get; init; } = Basis.ProductDefault;
    public RenewalRule Renewal { get; init; } = new();

    /// <summary>
    /// Calendar months after the next version took over in which somebody who had begun may still finish this one
    /// (domain/roles.md §4).
    /// </summary>
    public int TransitionMonths { get; init; } = 6;

    /// <summary>Percent of right answers in a knowledge check.</summary>
    public int PassPercent { get; init; } = 80;

    /// <summary>学时 printed on the certificate.</summary>
    public decimal Hours { get; init; }
}

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
