using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;
using Training.Modules.Certification.Review;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>培训合格证明. What is printed is kept as it was on the day of issue; nothing on it changes later.</summary>
public sealed class Certificate
{
    public long Id { get; private set; }

    /// <summary>{区码}-{角色码}-{年份}-{6位流水}, e.g. 310105-CD-2026-000123 (domain/roles.md §4).</summary>
    public required string Number { get; init; }

    /// <summary>Random part of the verification address, 26 characters: a number alone can be guessed, this cannot.</summary>
    public required string VerifyCode { get; init; }

    public required long PersonId { get; init; }
    public required TrainingRole Role { get; init; }
    public required long SchemeId { get; init; }

    /// <summary>Name as printed.</summary>
    public required string HolderName { get; init; }

    public required string SchemeTitle { get; init; }
    public required decimal Hours { get; init; }
    public required string Issuer { get; init; }

    /// <summary>Day on which the last requirement was met.</summary>
    public required DateOnly CompletedOn { get; init; }

    public required DateOnly IssuedOn { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last valid day, inclusive.</summary>
    public required DateOnly ValidThrough { get; init; }

    public required DateTime RecordedUtc { get; init; }

    /// <summary>Version of the template it was issued with; null = <see cref="CertificateTemplate.Standard"/>.</summary>
    public long? TemplateId { get; init; }

    /// <summary>Name of the site as printed; empty on rows from before it was kept.</summary>
    public string SiteName { get; init; } = "";

    public string SiteSubName { get; init; } = "";

    internal sealed class Configuration : IEntityTypeConfiguration<Certificate>
    {
        public void Configure(EntityTypeBuilder<Certificate> builder)
        {
            builder.ToTable("certificates");
            builder.Property(c => c.Number).HasMaxLength(30);
            builder.Property(c => c.VerifyCode).HasMaxLength(26);
            builder.Property(c => c.HolderName).HasMaxLength(50);
            builder.Property(c => c.SchemeTitle).HasMaxLength(80);
            builder.Property(c => c.Issuer).HasMaxLength(80);
            builder.Property(c => c.SiteName).HasMaxLength(80);
            builder.Property(c => c.SiteSubName).HasMaxLength(80);
            builder.HasIndex(c => c.Number).IsUnique();
            builder.HasIndex(c => c.VerifyCode).IsUnique();
            builder.HasIndex(c => new { c.PersonId, c.Role, c.CompletedOn }).IsUnique();
            builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(c => c.IssuedOn);
            builder.HasIndex(c => c.HolderName);
            builder.HasOne<CertificateTemplate>().WithMany().HasForeignKey(c => c.TemplateId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<CertificationScheme>().WithMany().HasForeignKey(c => c.SchemeId).OnDelete(DeleteBehavior.Restrict);
            builder.AppendOnly();
        }
    }
}

public enum CertificateEventKind
{
    Suspended, Reinstated, Revoked,

    /// <summary>提前开放换证: its renewal window opens on that day, before the scheme's. Says nothing of what the certificate is worth.</summary>
    RenewalOpened,

    /// <summary>核实无误，维持: what it rests on was corrected, and it stands (<see cref="KeptBasis"/>). Says nothing of what the certificate is worth.</summary>
    Kept,
}

/// <summary>Something that happened to a certificate after its issue. Rows are only added; a revocation removes nothing.</summary>
public sealed class CertificateEvent
{
    public long Id { get; private set; }
    public required long CertificateId { get; init; }
    public required CertificateEventKind Kind { get; init; }

    /// <summary>First day on which it holds.</summary>
    public required DateOnly EffectiveOn { get; init; }

    public required string Reason { get; init; }

    /// <summary>From the fixed list; null on rows that no proposal led to.</summary>
    public ReasonCode? Code { get; init; }

    /// <summary>The proposal that was confirmed; null where none was.</summary>
    public long? ProposalId { get; init; }

    /// <summary>Of a <see cref="CertificateEventKind.Kept"/>: the last row of the ledger that was known; null on one that came with an import of facts.</summary>
    public long? KnownThrough { get; init; }

    /// <summary>Who confirmed it, or upheld the appeal.</summary>
    public long? ByUserId { get; init; }
    public required DateTime RecordedUtc { get; init; }

    /// <summary>Not recorded by anybody: it follows from a forced update (<see cref="ForcedSuspension"/>), and is never stored.</summary>
    public bool IsDerived { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CertificateEvent>
    {
        public void Configure(EntityTypeBuilder<CertificateEvent> builder)
        {
            builder.ToTable("certificate_events");
            builder.Ignore(e => e.IsDerived);
            builder.Property(e => e.Reason).HasMaxLength(420);
            builder.HasIndex(e => e.CertificateId);
            builder.HasOne<Certificate>().WithMany().HasForeignKey(e => e.CertificateId).OnDelete(DeleteBehavior.Restrict);
            builder.AppendOnly();
        }
    }
}

/// <summary>Running number of a district, role and year: taken inside the issuing transaction, so there are no gaps and no doubles.</summary>
public sealed class CertificateSeries
{
    /// <summary>E.g. 310105-CD-2026.</summary>
    public required string Prefix { get; init; }

    public int Last { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CertificateSeries>
    {
        public void Configure(EntityTypeBuilder<CertificateSeries> builder)
        {
            builder.ToTable("certificate_series");
            builder.HasKey(s => s.Prefix);
            builder.Property(s => s.Prefix).HasMaxLength(20);
        }
    }
}
