using Training.Modules.Directories.Models;
using Training.Platform.Contents;

namespace Training.Modules.Directories.Queries;

/// <summary>What somebody looks for in the directory. Empty means everything.</summary>
/// <param name="Street">Name of a 街镇: its own entries, and those of the whole district and city.</param>
public sealed record ResourceFilter(string? Street = null, string? Category = null, bool Only24h = false, string Text = "")
{
    public bool Fits(ContentItem item)
    {
        var part = item.As<ResourcePart>();
        return (Street is null || part.SubDistrict is null || part.SubDistrict == Street)
            && (Category is null || part.Category == Category)
            && (!Only24h || part.Open24h)
            && (Text.Length == 0 || Words(item.DisplayText, part).Any(w => w?.Contains(Text, StringComparison.OrdinalIgnoreCase) == true));
    }

    private static IEnumerable<string?> Words(string title, ResourcePart part) =>
        [title, part.Phone, part.Tel, part.Category, part.Summary, part.Note, part.Address, part.SubDistrict, part.Conditions];
}

/// <summary>Published resources in the fixed order of every list (<see cref="ResourceRules.Rank"/>).</summary>
public sealed class ResourceList(ContentStore store)
{
    /// <summary>Entries of one page; a district has dozens.</summary>
    public const int Limit = 500;

    public async ValueTask<IReadOnlyList<ContentItem>> AllAsync(CancellationToken cancel) =>
        [.. (await store.PublishedAsync(ResourcePart.ContentType, cancel)).OrderBy(r => r.As<ResourcePart>().Rank()).ThenBy(r => r.Order).Take(Limit)];
}
