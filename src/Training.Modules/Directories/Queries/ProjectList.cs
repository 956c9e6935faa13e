using Training.Modules.Directories.Models;
using Training.Modules.People.Models;
using Training.Platform.Contents;

namespace Training.Modules.Directories.Queries;

/// <summary>Published brand projects, in the order of the directory.</summary>
public sealed class ProjectList(ContentStore store)
{
    public async ValueTask<IReadOnlyList<ContentItem>> AllAsync(CancellationToken cancel) => await store.PublishedAsync(BrandProjectPart.ContentType, cancel);

    public async ValueTask<ContentItem?> BySlugAsync(string slug, CancellationToken cancel)
    {
        foreach (var item in await AllAsync(cancel))
            if (item.As<BrandProjectPart>().Slug == slug) return item;
        return null;
    }

    /// <param name="category">null = all.</param>
    /// <param name="line">Projects of which the source names this department as owner, alone or with others; null = all.</param>
    public static IReadOnlyList<ContentItem> Filter(IReadOnlyList<ContentItem> all, string? category, Line? line) =>
    [
        .. all.Where(p => p.As<BrandProjectPart>() is var part
            && (category is null || part.Category == category)
            && (line is not { } l || part.Concerns(l))),
    ];
}
