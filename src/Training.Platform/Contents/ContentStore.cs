using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Platform.Contents;

/// <summary>A version became the one that readers see.</summary>
public sealed record ContentPublished(ContentItem Item);

/// <summary>
/// Keeps versions of content. Reads of published content come from memory; another node sees a publication within
/// <see cref="CacheSeconds"/> seconds, this one at once.
/// </summary>
public sealed class ContentStore(TenantDb db, IMemoryCache cache, CurrentTenant tenant, UnitOfWork unit, Events events, TimeProvider clock)
{
    public const int CacheSeconds = 30;

    private DbSet<ContentItem> Items => db.Set<ContentItem>();

    /// <summary>All published items of a type by <see cref="ContentItem.Order"/>.</summary>
    public async ValueTask<IReadOnlyList<ContentItem>> PublishedAsync(string type, CancellationToken cancel)
    {
        var key = (tenant.Required.TenantId, "published", type);
        if (cache.TryGetValue(key, out IReadOnlyList<ContentItem>? found)) return found!;
        var items = await Items.AsNoTracking().Where(c => c.ContentType == type && c.Published)
            .OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(cancel);
        return cache.Set<IReadOnlyList<ContentItem>>(key, items, TimeSpan.FromSeconds(CacheSeconds));
    }

    /// <summary>The version that readers see now, or null.</summary>
    public async ValueTask<ContentItem?> PublishedItemAsync(string type, string contentItemId, CancellationToken cancel)
    {
        foreach (var item in await PublishedAsync(type, cancel))
            if (item.ContentItemId == contentItemId) return item;
        return null;
    }

    /// <summary>One version, whether published now or long ago. Immutable, hence cached for an hour.</summary>
    public async ValueTask<ContentItem?> VersionAsync(string versionId, CancellationToken cancel)
    {
        var key = (tenant.Required.TenantId, "version", versionId);
        if (cache.TryGetValue(key, out ContentItem? found)) return found;
        var item = await Items.AsNoTracking().FirstOrDefaultAsync(c => c.ContentItemVersionId == versionId, cancel);
        return item is null ? null : cache.Set(key, item, TimeSpan.FromHours(1));
    }

    /// <summary>The newest version, draft or not.</summary>
    public Task<ContentItem?> LatestAsync(string contentItemId, CancellationToken cancel) =>
        Items.AsNoTracking().FirstOrDefaultAsync(c => c.ContentItemId == contentItemId && c.Latest, cancel);

    /// <summary>Newest versions of a type, for authors.</summary>
    public Task<List<ContentItem>> LatestOfTypeAsync(string type, CancellationToken cancel) =>
        Items.AsNoTracking().Where(c => c.ContentType == type && c.Latest).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(cancel);

    /// <summary>
    /// Saves a new version as draft. Gives null when somebody saved since <paramref name="basedOn"/>: nothing is kept then,
    /// and the caller shows both texts.
    /// </summary>
    public Task<ContentItem?> SaveDraftAsync(ContentItem next, string basedOn, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var moved = await Items.Where(c => c.ContentItemId == next.ContentItemId && c.ContentItemVersionId == basedOn && c.Latest)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Latest, false), cancel);
        if (moved == 0) return null;
        db.Add(next);
        await db.SaveChangesAsync(cancel);
        return next;
    }, cancel);

    /// <summary>Makes the version the published one. False when it is no longer the latest.</summary>
    public Task<bool> PublishAsync(string contentItemId, string versionId, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var item = await Items.FirstOrDefaultAsync(c => c.ContentItemVersionId == versionId && c.ContentItemId == contentItemId && c.Latest, cancel);
        if (item is null) return false;
        await Items.Where(c => c.ContentItemId == contentItemId && c.Published && c.ContentItemVersionId != versionId)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Published, false), cancel);
        item.Published = true;
        item.PublishedUtc = clock.UtcNow();
        await db.SaveChangesAsync(cancel);
        await AnnounceAsync(item, cancel);
        return true;
    }, cancel);

    /// <summary>
    /// Takes shipped content in: unchanged source does nothing, changed source becomes a new published version. An item that
    /// was edited here since keeps the edit (gives <see cref="ImportResult.KeptEdit"/>).
    /// </summary>
    public Task<ImportResult> ImportAsync(ShippedItem shipped, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var id = Ids.FromKey(shipped.Key);
        var json = ToJson(shipped.Parts);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{shipped.Type}\n{shipped.Title}\n{shipped.ContainerKey}\n{shipped.Order}\n{shipped.Published}\n{json}")));
        var latest = await Items.FirstOrDefaultAsync(c => c.ContentItemId == id && c.Latest, cancel);
        if (latest is not null)
        {
            if (await Items.AnyAsync(c => c.ContentItemId == id && c.SourceHash == hash, cancel)) return ImportResult.Unchanged;
            if (latest.SourceHash is null) return ImportResult.KeptEdit;
            await Items.Where(c => c.ContentItemId == id && (c.Latest || c.Published))
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.Latest, false).SetProperty(c => c.Published, false), cancel);
        }
        var now = clock.UtcNow();
        var item = new ContentItem
        {
            ContentItemId = id, ContentItemVersionId = Ids.FromKey(shipped.Key + "#" + hash), ContentType = shipped.Type,
            DisplayText = shipped.Title, Latest = true, Published = shipped.Published, CreatedUtc = latest?.CreatedUtc ?? now,
            ModifiedUtc = now, PublishedUtc = shipped.Published ? now : null, Author = "内容包", Order = shipped.Order,
            ContainerId = shipped.ContainerKey is null ? null : Ids.FromKey(shipped.ContainerKey), Content = json, SourceHash = hash,
        };
        db.Add(item);
        await db.SaveChangesAsync(cancel);
        if (shipped.Published) await AnnounceAsync(item, cancel);
        return latest is null ? ImportResult.Added : ImportResult.Updated;
    }, cancel);

    private async Task AnnounceAsync(ContentItem item, CancellationToken cancel)
    {
        await events.RaiseAsync(new ContentPublished(item), cancel);
        var key = (tenant.Required.TenantId, "published", item.ContentType);
        await unit.AfterCommitAsync(() => { cache.Remove(key); return Task.CompletedTask; });
    }

    private static string ToJson(IEnumerable<object> parts)
    {
        var content = new JsonObject();
        foreach (var part in parts) content[ContentJson.PartName(part)] = JsonSerializer.SerializeToNode(part, part.GetType(), ContentJson.Options);
        return content.ToJsonString(ContentJson.Options);
    }
}

public enum ImportResult { Added, Updated, Unchanged, KeptEdit }

/// <summary>Content as a pack ships it. Ids are derived from the keys, so they are the same on every site.</summary>
public sealed record ShippedItem(string Key, string Type, string Title, int Order, string? ContainerKey, bool Published, params object[] Parts);
