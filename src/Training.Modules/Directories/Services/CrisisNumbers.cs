using Training.Modules.Directories.Models;
using Training.Platform.Contents;
using Training.Platform.Display;

namespace Training.Modules.Directories.Services;

/// <summary>
/// The crisis strip out of the published resources, in the order that their rows fix (domain/directory.md §5). 110 and 120
/// lead it in any case, also where the rows are missing. Costs no query while the content store has the resources in memory.
/// </summary>
internal sealed class CrisisNumbers(ContentStore store) : ICrisisSource
{
    private static readonly CrisisNumber[] Always =
        [new("110", "110", "报警", Open24h: true, IsEmergency: true), new("120", "120", "急救", Open24h: true, IsEmergency: true)];

    public async ValueTask<IReadOnlyList<CrisisNumber>> NumbersAsync(CancellationToken cancel) =>
        Of(await store.PublishedAsync(ResourcePart.ContentType, cancel));

    internal static IReadOnlyList<CrisisNumber> Of(IEnumerable<ContentItem> resources)
    {
        var rows = resources.Select(r => (r.DisplayText, Part: r.As<ResourcePart>())).Where(r => r.Part.CrisisBanner is not null)
            .OrderBy(r => r.Part.CrisisBanner).Select(r => Number(r.DisplayText, r.Part)).ToList();
        var missing = Always.Where(a => rows.TrueForAll(r => r.Tel != a.Tel));
        return [.. rows.Where(r => r.IsEmergency).Concat(missing).OrderBy(r => r.Tel, StringComparer.Ordinal), .. rows.Where(r => !r.IsEmergency)];
    }

    private static CrisisNumber Number(string title, ResourcePart part) =>
        new(part.Phone ?? title, part.Tel ?? "", part.NameBesideNumber(title), part.Open24h, part.Category == ResourceCategories.Emergency);
}
