using Microsoft.Extensions.Caching.Memory;
using Training.Modules.Courseware.Markdown;
using Training.Platform.Contents;
using Training.Platform.Localization;
using Training.Platform.Tenants;

namespace Training.Modules.Courseware.Services;

/// <summary>Rendered texts by content version, which never changes: a lesson is rendered once a process and language.</summary>
public sealed class TextCache(MarkdownRenderer renderer, IMemoryCache cache, CurrentTenant tenant)
{
    /// <summary>The item's <see cref="MarkdownBodyPart"/> as HTML.</summary>
    public RenderedMarkdown Of(ContentItem item)
    {
        var current = tenant.Required;
        var key = (current.TenantId, "text", item.ContentItemVersionId, current.BasePath, Text.IsEnglish);
        if (cache.TryGetValue(key, out RenderedMarkdown? found)) return found!;
        return cache.Set(key, renderer.Render(item.As<MarkdownBodyPart>().Markdown, current.BasePath), TimeSpan.FromHours(12));
    }
}
