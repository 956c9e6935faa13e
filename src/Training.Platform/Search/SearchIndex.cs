using Training.Platform.Contents;
using Training.Platform.Tenants;

namespace Training.Platform.Search;

/// <summary>One page of hits.</summary>
public sealed record SearchPage(int Total, int Page, IReadOnlyList<SearchDocument> Hits)
{
    public int Pages => Math.Min(SearchIndex.MaxPages, (Total + SearchIndex.PageSize - 1) / SearchIndex.PageSize);
}

/// <summary>
/// Full-text search over the published content of the current tenant. Before each search the index is brought up to the
/// content store: content versions are immutable, so the difference of two sets of version ids is all there is to do, and
/// nothing when the store's list is still the one seen last. So a publication, a withdrawal, a restored database, another
/// node's change and a lost index are all the same case, and the index can never be wrong for longer than
/// <see cref="ContentStore.CacheSeconds"/> seconds.
/// </summary>
public sealed class SearchIndex(OpenIndexes indexes, ContentStore store, IEnumerable<ISearchSource> sources, CurrentTenant tenant)
{
    public const int PageSize = 20;

    /// <summary>Nobody reads further; deeper pages would only cost memory.</summary>
    public const int MaxPages = 25;

    /// <param name="page">From 1; out of range is moved into it.</param>
    /// <param name="signedIn">Whether what only signed-in people may see is searched too.</param>
    public async Task<SearchPage> SearchAsync(SearchWords words, int page, bool signedIn, CancellationToken cancel)
    {
        page = Math.Clamp(page, 1, MaxPages);
        if (SearchQuery.Of(words) is not { } query) return new(0, 1, []);
        var index = await FollowAsync(cancel);
        var (total, hits) = index.Search(query, SearchQuery.VisibleTo(signedIn), (page - 1) * PageSize, PageSize);
        return new(total, page, hits);
    }

    /// <summary>
    /// Makes the index anew from the content store. Gives the number of documents, or null when another process holds the
    /// index: it follows the content by itself.
    /// </summary>
    public async Task<int?> RebuildAsync(CancellationToken cancel)
    {
        var entry = indexes.Of(tenant.Required);
        if (!entry.Index.IsOnDisk) return null;
        await entry.Gate.WaitAsync(cancel);
        try
        {
            entry.Index.Clear();
            entry.Followed = [];
        }
        finally
        {
            entry.Gate.Release();
        }
        return (await FollowAsync(cancel)).Versions.Count;
    }

    private async Task<TenantIndex> FollowAsync(CancellationToken cancel)
    {
        var published = new List<(ISearchSource Source, IReadOnlyList<ContentItem> Items)>();
        foreach (var source in sources) published.Add((source, await store.PublishedAsync(source.ContentType, cancel)));
        var lists = published.ConvertAll<object>(p => p.Items);
        var entry = indexes.Of(tenant.Required);
        if (Same(entry.Followed, lists)) return entry.Index;

        await entry.Gate.WaitAsync(cancel);
        try
        {
            if (Same(entry.Followed, lists)) return entry.Index;
            var wanted = published.SelectMany(p => p.Items).Select(i => i.ContentItemVersionId).ToHashSet();
            var known = entry.Index.Versions;
            var added = new List<SearchDocument>();
            foreach (var (source, items) in published)
                foreach (var item in items.Where(i => !known.Contains(i.ContentItemVersionId)))
                    if (await source.DocumentAsync(item, cancel) is { } document) added.Add(document);
            var gone = known.Where(v => !wanted.Contains(v)).ToList();
            if (gone.Count > 0 || added.Count > 0) entry.Index.Change(gone, added);
            entry.Followed = lists;
            return entry.Index;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private static bool Same(IReadOnlyList<object> before, List<object> now) =>
        before.Count == now.Count && !now.Where((list, i) => !ReferenceEquals(list, before[i])).Any();
}
