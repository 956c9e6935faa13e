using Training.Modules.Directories.Models;
using Training.Platform.Contents;
using Training.Platform.Search;

namespace Training.Modules.Directories.Services;

/// <summary>Brand projects in the search: public.</summary>
internal sealed class ProjectSearch : ISearchSource
{
    public string ContentType => BrandProjectPart.ContentType;

    public ValueTask<SearchDocument?> DocumentAsync(ContentItem item, CancellationToken cancel)
    {
        var part = item.As<BrandProjectPart>();
        var body = string.Join(' ', [part.Summary, PlainText.OfMarkdown(item.As<MarkdownBodyPart>().Markdown), part.Category, part.LeadText, .. part.Audience]);
        return new(new SearchDocument(item.ContentItemVersionId, "品牌项目", item.DisplayText, body, "/projects/" + part.Slug, Visibility.Public));
    }
}

/// <summary>Resources in the search: public.</summary>
internal sealed class ResourceSearch : ISearchSource
{
    public string ContentType => ResourcePart.ContentType;

    public ValueTask<SearchDocument?> DocumentAsync(ContentItem item, CancellationToken cancel)
    {
        var part = item.As<ResourcePart>();
        var body = string.Join(' ', new[] { part.Summary, part.Phone, part.Tel == part.Phone ? null : part.Tel, part.Note, part.Category, part.SubDistrict, part.Address }
            .Where(t => !string.IsNullOrEmpty(t)));
        return new(new SearchDocument(item.ContentItemVersionId, "资源", item.DisplayText, body, "/resources#" + item.ContentItemId, Visibility.Public));
    }
}
