using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Platform.AuditTrail;

/// <summary>One line of the trail: who did what to which thing, when and why. Rows are only ever added.</summary>
public sealed class AuditEvent
{
    public long Id { get; private set; }

    /// <summary>E.g. Certificate, Content, Person, SignIn.</summary>
    public required string Category { get; init; }

    /// <summary>E.g. Issued, Published, Exported.</summary>
    public required string Name { get; init; }

    /// <summary>The thing, e.g. a certificate number or a content item id.</summary>
    public required string Subject { get; init; }

    /// <summary>One sentence in Chinese. Holds no data of children and no phone numbers.</summary>
    public required string Summary { get; init; }

    /// <summary>Null = the system itself, by rule.</summary>
    public long? UserId { get; init; }

    public string UserName { get; init; } = "";
    public required DateTime Utc { get; init; }
    public string? RequestId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AuditEvent>
    {
        public void Configure(EntityTypeBuilder<AuditEvent> builder)
        {
            builder.ToTable("audit_events");
            builder.Property(e => e.Category).HasMaxLength(40);
            builder.Property(e => e.Name).HasMaxLength(60);
            builder.Property(e => e.Subject).HasMaxLength(80);
            builder.Property(e => e.Summary).HasMaxLength(400);
            builder.Property(e => e.UserName).HasMaxLength(50);
            builder.Property(e => e.RequestId).HasMaxLength(80);
            builder.HasIndex(e => new { e.Category, e.Subject, e.Id });
            builder.AppendOnly();
        }
    }
}
