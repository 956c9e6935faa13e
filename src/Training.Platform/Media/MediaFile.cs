using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Platform.Media;

/// <summary>A file that somebody handed in. The bytes lie in the tenant's folder under <see cref="Ref"/>, which means nothing elsewhere.</summary>
public sealed class MediaFile
{
    public long Id { get; private set; }

    /// <summary>Unguessable; also the name of the file on disk, so that no name from outside ever touches the disk.</summary>
    public string Ref { get; init; } = Ids.New();

    /// <summary>What it is for, e.g. "outside-proof"; a file is only given out for what it was handed in for.</summary>
    public required string Purpose { get; init; }

    /// <summary>Name offered when it is downloaded; cleaned, with the ending that belongs to the type.</summary>
    public required string Name { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Bytes as stored.</summary>
    public required long Length { get; init; }

    /// <summary>SHA-256 in lower-case hex of what was handed in, before anything was cleaned: the same file gives the same hash.</summary>
    public required string SourceHash { get; init; }

    public required long? OwnerUserId { get; init; }
    public required DateTime CreatedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MediaFile>
    {
        public void Configure(EntityTypeBuilder<MediaFile> builder)
        {
            builder.ToTable("media_files");
            builder.Property(m => m.Ref).HasMaxLength(Ids.Length);
            builder.Property(m => m.Purpose).HasMaxLength(40);
            builder.Property(m => m.Name).HasMaxLength(120);
            builder.Property(m => m.ContentType).HasMaxLength(80);
            builder.Property(m => m.SourceHash).HasMaxLength(64);
            builder.HasIndex(m => m.Ref).IsUnique();
            builder.HasIndex(m => new { m.Purpose, m.SourceHash });
            builder.HasIndex(m => new { m.Purpose, m.OwnerUserId });
        }
    }
}
