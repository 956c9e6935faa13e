using Training.Modules.Records.Models;
using Training.Platform.Contents;

namespace Training.Modules.Records.Services;

/// <summary>A published practical task, in the version that is shown.</summary>
public sealed record PracticalTask(ContentItem Item)
{
    public TaskPart Part { get; } = Item.As<TaskPart>();
    public string Code => Part.Code;
    public string Title => Item.DisplayText;
    public string VersionId => Item.ContentItemVersionId;
}

/// <summary>The practical tasks of this site. From memory.</summary>
public sealed class Tasks(ContentStore store)
{
    public async ValueTask<IReadOnlyList<PracticalTask>> AllAsync(CancellationToken cancel) =>
        [.. (await store.PublishedAsync(TaskPart.ContentType, cancel)).Select(i => new PracticalTask(i)).OrderBy(t => t.Code, StringComparer.Ordinal)];

    /// <summary>Null when there is none of that code; case does not matter.</summary>
    public async ValueTask<PracticalTask?> ByCodeAsync(string? code, CancellationToken cancel) =>
        (await AllAsync(cancel)).FirstOrDefault(t => string.Equals(t.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>The task as it was when a piece of work was assessed.</summary>
    public async ValueTask<PracticalTask?> VersionAsync(string versionId, CancellationToken cancel) =>
        await store.VersionAsync(versionId, cancel) is { } item ? new(item) : null;
}
