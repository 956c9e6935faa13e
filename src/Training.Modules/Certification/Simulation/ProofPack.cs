using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Simulation;

/// <summary>
/// Everything the rules ask about one person in a few hundred bytes (<see cref="PackCode"/>), so that a whole roster can be read in
/// seconds. A projection of the ledger and the certificates, replaced in the same transaction in which they change.
/// </summary>
public sealed class ProofPack
{
    public required long PersonId { get; init; }

    /// <summary><see cref="PackCode.Form"/> it was written in; of another form it counts as missing.</summary>
    public required int Form { get; init; }

    public required byte[] Bytes { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ProofPack>
    {
        public void Configure(EntityTypeBuilder<ProofPack> builder)
        {
            builder.ToTable("proof_packs");
            builder.HasKey(p => p.PersonId);
            builder.Property(p => p.PersonId).ValueGeneratedNever();
            builder.HasOne<Person>().WithOne().HasForeignKey<ProofPack>(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
