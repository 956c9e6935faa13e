using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certificates.Transcripts;

/// <summary>
/// 学习证明 as it was issued: a copy of the facts of one day, so that it verifies for ever whatever becomes of modules, schemes
/// or names. Rows are only added.
/// </summary>
public sealed class Transcript
{
    public long Id { get; private set; }

    /// <summary>Behind the QR code, 26 characters; also the address of its files.</summary>
    public string VerifyCode { get; init; } = Ids.New();

    public required long PersonId { get; init; }

    /// <summary>The day whose state it shows.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>SHA-256 of <see cref="PayloadJson"/> in UTF-8, hexadecimal; its first 16 characters are printed.</summary>
    public required string Hash { get; init; }

    /// <summary><see cref="TranscriptPayload"/>.</summary>
    public required string PayloadJson { get; init; }

    public required DateTime CreatedUtc { get; init; }
    public long? CreatedByUserId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Transcript>
    {
        public void Configure(EntityTypeBuilder<Transcript> builder)
        {
            builder.ToTable("transcripts");
            builder.Property(t => t.VerifyCode).HasMaxLength(Ids.Length);
            builder.Property(t => t.Hash).HasMaxLength(64);
            builder.HasIndex(t => t.VerifyCode).IsUnique();
            builder.HasIndex(t => new { t.PersonId, t.AsOf });
            builder.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Restrict);
            builder.AppendOnly();
        }
    }
}
