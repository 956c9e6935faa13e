using Training.Modules.Directories.Models;
using Training.Platform.Contents;

namespace Training.Modules.Directories.Queries;

/// <summary>A resource as templates see it.</summary>
/// <param name="Hidden">Left out by the filter: in the page, so that scripts can bring it back, but not shown.</param>
public sealed record ResourceEntry(ContentItem Item, ResourcePart Part, string? StreetCode, bool NeedsCheck, bool CallFirst, bool Hidden)
{
    public static ResourceEntry Of(ContentItem item, DateOnly today, string? streetCode = null, bool hidden = false)
    {
        var part = item.As<ResourcePart>();
        return new(item, part, streetCode, part.NeedsCheck(today), part.CallFirst(today), hidden);
    }

    /// <summary>Orchard's envelope with the parts by name.</summary>
    public object ContentItem => new
    {
        Item.ContentItemId, Item.ContentType, Item.DisplayText, Item.PublishedUtc,
        Content = new Dictionary<string, object> { [ResourcePart.PartName] = Part },
    };

    /// <summary>For places that print the number too.</summary>
    public string ShortName => Part.NameBesideNumber(Item.DisplayText);

    /// <summary>Where it helps: a 街镇, or a Chinese source string for more than that.</summary>
    public string Place => Part.SubDistrict ?? Part.Level switch
    {
        ResourceLevels.District => "全区", ResourceLevels.City => "全市", ResourceLevels.National => "全国", _ => "街镇",
    };
}
