using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Review;

/// <summary>
/// A certificate that lost its basis (<see cref="LostBasis"/>), for the list of officers. A projection: it comes with the correction, goes when
/// the record is put back, the certificate is revoked or two officers decide that it stands (<see cref="KeptBasis"/>), and is compared with the ledger each night.
/// </summary>
public sealed class CertificateDoubt
{
    public required long CertificateId { get; init; }
    public required long PersonId { get; init; }
    public required DateTime FoundUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CertificateDoubt>
    {
        public void Configure(EntityTypeBuilder<CertificateDoubt> builder)
        {
            builder.ToTable("certificate_doubts");
            builder.HasKey(d => d.CertificateId);
            builder.Property(d => d.CertificateId).ValueGeneratedNever();
            builder.HasIndex(d => d.PersonId);
            builder.HasOne<Certificate>().WithOne().HasForeignKey<CertificateDoubt>(d => d.CertificateId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
