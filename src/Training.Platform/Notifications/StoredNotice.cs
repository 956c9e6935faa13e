using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Platform.Notifications;

/// <summary>A <see cref="Notice"/> as it lies in the account's box. The row itself is the delivery within the site.</summary>
public sealed class StoredNotice
{
    public long Id { get; private set; }

    /// <summary>For addresses.</summary>
    public required string Ref { get; init; }

    public required long UserId { get; init; }
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required string Body { get; init; }
    public string? Url { get; init; }
    public required DateTime CreatedUtc { get; init; }
    public DateTime? ReadUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredNotice>
    {
        public void Configure(EntityTypeBuilder<StoredNotice> builder)
        {
            builder.ToTable("notices");
            builder.Property(n => n.Ref).HasMaxLength(Ids.Length);
            builder.Property(n => n.Key).HasMaxLength(Notice.MaxKey);
            builder.Property(n => n.Title).HasMaxLength(Notice.MaxTitle);
            builder.Property(n => n.Body).HasMaxLength(Notice.MaxBody);
            builder.Property(n => n.Url).HasMaxLength(Notice.MaxUrl);
            builder.HasIndex(n => n.Ref).IsUnique();
            builder.HasIndex(n => new { n.UserId, n.Key }).IsUnique();
            builder.HasIndex(n => new { n.UserId, n.ReadUtc });
            builder.HasIndex(n => n.CreatedUtc);
            builder.HasOne<User>().WithMany().HasForeignKey(n => n.UserId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
