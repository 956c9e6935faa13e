using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certificates.Export;

/// <summary>An order for many certificates as one ZIP file. The files lie in the tenant's folder until it expires.</summary>
public sealed class CertificateExport
{
    /// <summary>Certificates of one order: about 700 MB.</summary>
    public const int Most = 20_000;

    /// <summary>Days for which it can be fetched.</summary>
    public const int KeptDays = 7;

    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long OrderedByUserId { get; init; }
    public required DateTime OrderedUtc { get; init; }
    public required DateTime ExpiresUtc { get; init; }
    public TrainingRole? Role { get; init; }
    public int? SubDistrictId { get; init; }

    /// <summary>Days of issue, both ends inclusive; null = open.</summary>
    public DateOnly? IssuedFrom { get; init; }

    public DateOnly? IssuedThrough { get; init; }

    /// <summary>Where the site was reached when it was ordered, for the addresses behind the QR codes.</summary>
    public required string SiteAddress { get; init; }

    /// <summary>Newest certificate that belongs to the order.</summary>
    public required long UpTo { get; init; }

    public required int Total { get; init; }

    /// <summary>Files written so far.</summary>
    public int Done { get; set; }

    public DateTime? FinishedUtc { get; set; }

    /// <summary>The job that makes it, which knows why it stopped; null on rows from before it was kept.</summary>
    public string? JobRef { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CertificateExport>
    {
        public void Configure(EntityTypeBuilder<CertificateExport> builder)
        {
            builder.ToTable("certificate_exports");
            builder.Property(e => e.Ref).HasMaxLength(Ids.Length);
            builder.Property(e => e.JobRef).HasMaxLength(Ids.Length);
            builder.Property(e => e.SiteAddress).HasMaxLength(300);
            builder.HasIndex(e => e.Ref).IsUnique();
            builder.HasIndex(e => new { e.OrderedByUserId, e.Id });
            builder.HasIndex(e => e.ExpiresUtc);
        }
    }
}
