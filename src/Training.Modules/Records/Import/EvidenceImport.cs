using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Modules.Records.Import;

/// <summary>A file that somebody uploaded to import: first looked at, then applied once, by the same person.</summary>
public sealed class EvidenceImport
{
    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long UserId { get; init; }

    /// <summary>The file; removed once applied or after a day.</summary>
    public required string MediaRef { get; init; }

    /// <summary>As it was called, cleaned.</summary>
    public required string FileName { get; init; }

    public required string FileHash { get; init; }
    public required DateTime CreatedUtc { get; init; }

    /// <summary>Null = not applied.</summary>
    public DateTime? AppliedUtc { get; private set; }

    /// <summary>Rows added.</summary>
    public int Added { get; private set; }

    /// <summary>Rows that counted already.</summary>
    public int Duplicates { get; private set; }

    internal sealed class Configuration : IEntityTypeConfiguration<EvidenceImport>
    {
        public void Configure(EntityTypeBuilder<EvidenceImport> builder)
        {
            builder.ToTable("evidence_imports");
            builder.Property(i => i.Ref).HasMaxLength(Ids.Length);
            builder.Property(i => i.MediaRef).HasMaxLength(Ids.Length);
            builder.Property(i => i.FileName).HasMaxLength(120);
            builder.Property(i => i.FileHash).HasMaxLength(64);
            builder.HasIndex(i => i.Ref).IsUnique();
            builder.HasIndex(i => new { i.UserId, i.AppliedUtc });
        }
    }
}
