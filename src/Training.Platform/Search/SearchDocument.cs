using Training.Platform.Contents;

namespace Training.Platform.Search;

/// <summary>Who may find something.</summary>
public enum Visibility { Public, SignedIn }

/// <summary>One thing that can be found: one version of one content item.</summary>
/// <param name="VersionId">Version of the content; a changed text has a new one.</param>
/// <param name="Kind">What it is, a Chinese source string, e.g. 课程.</param>
/// <param name="Body">Plain text, no markup.</param>
/// <param name="Url">Tenant-relative address, e.g. "/projects/aiban-tongxing".</param>
public sealed record SearchDocument(string VersionId, string Kind, string Title, string Body, string Url, Visibility Visibility);

/// <summary>Makes one content type findable. Each module brings its own.</summary>
public interface ISearchSource
{
    string ContentType { get; }

    /// <summary>What is to be found of an item; null = it is not to be found.</summary>
    ValueTask<SearchDocument?> DocumentAsync(ContentItem item, CancellationToken cancel);
}
