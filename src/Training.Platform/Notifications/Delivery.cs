using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Platform.Notifications;

/// <summary>
/// Queued: waits. Claimed: a worker has taken it and has not begun. Sending: it may be talking to the mail server about it. Sent: the server took it. Failed: refused,
/// or tried too often. Skipped: no longer wanted or no address. Unconfirmed: the worker or the line died while it was being sent, so
/// nobody knows whether the server took it; it is never sent again by itself.
/// </summary>
public enum DeliveryStatus { Queued, Claimed, Sending, Sent, Failed, Skipped, Unconfirmed }

/// <summary>Ways out of the site. Within the site the notice's own row is the delivery.</summary>
public enum DeliveryChannel { Email }

/// <summary>One notice on its way to one account by one channel: the outbox.</summary>
public sealed class Delivery
{
    public long Id { get; private set; }

    /// <summary>For addresses; the mail's Message-ID is made of it, so a second sending of one delivery bears the same and can be dropped by the receiver.</summary>
    public string Ref { get; init; } = Ids.New();

    public required long NoticeId { get; init; }
    public required long UserId { get; init; }
    public required DeliveryChannel Channel { get; init; }
    public required DeliveryStatus Status { get; set; }

    /// <summary>When to send; null unless queued.</summary>
    public DateTime? DueUtc { get; set; }

    /// <summary>Full hours in China between which it is not sent (<see cref="QuietHours"/>); null = at any hour.</summary>
    public int? QuietFrom { get; init; }

    public int? QuietTo { get; init; }

    public int Attempts { get; set; }

    /// <summary>Who claimed it; only the holder of the claim may write what became of it.</summary>
    public string? Claim { get; set; }

    public DateTime? ClaimedUtc { get; set; }

    /// <summary>Why the last try came to nothing, in Chinese, without the address.</summary>
    public string? LastError { get; set; }

    public DateTime? SentUtc { get; set; }
    public required DateTime CreatedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Delivery>
    {
        public void Configure(EntityTypeBuilder<Delivery> builder)
        {
            builder.ToTable("deliveries");
            builder.Property(d => d.Ref).HasMaxLength(Ids.Length);
            builder.Property(d => d.Claim).HasMaxLength(Ids.Length);
            builder.Property(d => d.LastError).HasMaxLength(DeliveryRules.MaxError);
            builder.HasIndex(d => d.Ref).IsUnique();
            builder.HasIndex(d => new { d.NoticeId, d.Channel }).IsUnique();
            builder.HasIndex(d => new { d.Status, d.DueUtc });
            builder.HasIndex(d => d.Claim);
            builder.HasIndex(d => new { d.CreatedUtc, d.Status });
            builder.HasOne<StoredNotice>().WithMany().HasForeignKey(d => d.NoticeId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<User>().WithMany().HasForeignKey(d => d.UserId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
