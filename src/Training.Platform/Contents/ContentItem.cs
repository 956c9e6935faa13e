using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Platform.Contents;

/// <summary>
/// One version of one piece of content: Orchard Core's envelope, with typed parts in a JSON column. A row never changes
/// but for its two flags, so caches key on <see cref="ContentItemVersionId"/> and a learner can always see what they were
/// certified on.
/// </summary>
public sealed class ContentItem
{
    public long Id { get; private set; }

    /// <summary>26 characters; the same over all versions.</summary>
    public required string ContentItemId { get; init; }

    /// <summary>26 characters; a new one for each save.</summary>
    public required string ContentItemVersionId { get; init; }

    public required string ContentType { get; init; }
    public required string DisplayText { get; init; }

    /// <summary>The newest version. At most one a content item.</summary>
    public bool Latest { get; set; }

    /// <summary>The version that readers see. At most one a content item; Latest and not Published = draft.</summary>
    public bool Published { get; set; }

    public required DateTime CreatedUtc { get; init; }
    public required DateTime ModifiedUtc { get; init; }
    public DateTime? PublishedUtc { get; set; }

    /// <summary>User id of the owner, empty for shipped content.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Name of who wrote this version.</summary>
    public string Author { get; init; } = "";

    /// <summary>Content item of which this is a part (a lesson's module): Orchard's <c>ContainedPart.ListContentItemId</c>.</summary>
    public string? ContainerId { get; init; }

    /// <summary>Position within the container, from 0.</summary>
    public int Order { get; init; }

    /// <summary>Parts by name, as JSON.</summary>
    public required string Content { get; init; }

    /// <summary>Hash of the shipped source of this version; null once edited here.</summary>
    public string? SourceHash { get; init; }

    private readonly ConcurrentDictionary<Type, object> _parts = new();

    /// <summary>The typed part; a new empty one where the item has none.</summary>
    public T As<T>() where T : class, IContentPart, new() =>
        (T)_parts.GetOrAdd(typeof(T), static (_, item) =>
            JsonNode.Parse(item.Content)![T.PartName]?.Deserialize<T>(ContentJson.Options) ?? new T(), this);

    /// <summary>The next version of this item, with some parts replaced.</summary>
    public ContentItem Next(string displayText, string author, DateTime utc, params object[] parts)
    {
        var content = JsonNode.Parse(Content)!.AsObject();
        foreach (var part in parts) content[ContentJson.PartName(part)] = JsonSerializer.SerializeToNode(part, part.GetType(), ContentJson.Options);
        return new ContentItem
        {
            ContentItemId = ContentItemId, ContentItemVersionId = Ids.New(), ContentType = ContentType, DisplayText = displayText,
            CreatedUtc = CreatedUtc, ModifiedUtc = utc, Owner = Owner, Author = author, ContainerId = ContainerId, Order = Order,
            Content = content.ToJsonString(ContentJson.Options), Latest = true,
        };
    }

    internal sealed class Configuration : IEntityTypeConfiguration<ContentItem>
    {
        public void Configure(EntityTypeBuilder<ContentItem> builder)
        {
            builder.ToTable("content_items");
            builder.Property(c => c.ContentItemId).HasMaxLength(Ids.Length);
            builder.Property(c => c.ContentItemVersionId).HasMaxLength(Ids.Length);
            builder.Property(c => c.ContainerId).HasMaxLength(Ids.Length);
            builder.Property(c => c.ContentType).HasMaxLength(60);
            builder.Property(c => c.DisplayText).HasMaxLength(200);
            builder.Property(c => c.Owner).HasMaxLength(30);
            builder.Property(c => c.Author).HasMaxLength(50);
            builder.Property(c => c.SourceHash).HasMaxLength(64);
            builder.HasIndex(c => c.ContentItemVersionId).IsUnique();
            builder.HasIndex(c => c.ContentItemId).HasFilter("latest").HasDatabaseName("ux_content_items_latest").IsUnique();
            builder.HasIndex(c => new { c.ContentItemId, c.Published });
            builder.HasIndex(c => new { c.ContentType, c.Published, c.Order });
        }
    }
}

/// <summary>A typed part of a content item. Its name is the key in the item's JSON.</summary>
public interface IContentPart
{
    static abstract string PartName { get; }
}
