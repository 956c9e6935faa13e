using Training.Modules.Directories.Models;
using Training.Modules.People.Models;
using Training.Platform.Contents;

namespace Training.Modules.Directories.Queries;

/// <summary>A brand project as templates see it (Orchard's <c>Model.ContentItem</c>, and what a template should not have to work out).</summary>
public sealed record ProjectCard(ContentItem Item, BrandProjectPart Part)
{
    public static ProjectCard Of(ContentItem item) => new(item, item.As<BrandProjectPart>());

    /// <summary>Orchard's envelope with the parts by name.</summary>
    public object ContentItem => new
    {
        Item.ContentItemId, Item.ContentType, Item.DisplayText, Item.PublishedUtc,
        Content = new Dictionary<string, object> { [BrandProjectPart.PartName] = Part, [MarkdownBodyPart.PartName] = Item.As<MarkdownBodyPart>() },
    };

    public string Url => "/projects/" + Part.Slug;

    /// <summary>Owner as a source names it: the one department, or all that are named jointly.</summary>
    public string Owner => Part.LeadText;

    /// <summary>True where the source names several departments and none for this project alone.</summary>
    public bool OwnersJoint => Part.Lead is null;

    /// <summary>Null = every 街镇.</summary>
    public string? Streets => Part.Coverage == BrandProjectPart.Everywhere ? null : Part.Coverage;

    /// <summary>A Chinese source string.</summary>
    public string StatusText => Part.Status switch { ProjectStatus.Active => "在办", ProjectStatus.Paused => "暂停", _ => "已结束" };
}
