using Training.Modules.Courseware.Models;
using Training.Platform.Contents;
using Training.Platform.Search;

namespace Training.Modules.Directories.Services;

/// <summary>Training modules in the search: for signed-in people.</summary>
internal sealed class ModuleSearch : ISearchSource
{
    public string ContentType => TrainingModulePart.ContentType;

    public ValueTask<SearchDocument?> DocumentAsync(ContentItem item, CancellationToken cancel)
    {
        var part = item.As<TrainingModulePart>();
        var body = string.Join(' ', [part.Summary, .. part.Outcomes, part.Code]);
        return new(new SearchDocument(item.ContentItemVersionId, "课程", item.DisplayText, body, "/modules/" + part.Code, Visibility.SignedIn));
    }
}

/// <summary>Lessons in the search: for signed-in people.</summary>
internal sealed class LessonSearch(ContentStore store) : ISearchSource
{
    public string ContentType => LessonPart.ContentType;

    public async ValueTask<SearchDocument?> DocumentAsync(ContentItem item, CancellationToken cancel)
    {
        if (item.ContainerId is not { } container || await store.PublishedItemAsync(TrainingModulePart.ContentType, container, cancel) is not { } module) return null;
        var before = (await store.PublishedAsync(ContentType, cancel)).Count(l => l.ContainerId == container && l.Order < item.Order);
        var url = $"/modules/{module.As<TrainingModulePart>().Code}/lessons/{before + 1}";
        return new SearchDocument(item.ContentItemVersionId, "课文", item.DisplayText, PlainText.OfMarkdown(item.As<MarkdownBodyPart>().Markdown), url, Visibility.SignedIn);
    }
}
