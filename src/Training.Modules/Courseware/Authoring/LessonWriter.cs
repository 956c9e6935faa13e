using Training.Platform.AuditTrail;
using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Modules.Courseware.Authoring;

public enum SaveOutcome
{
    Saved,

    /// <summary>The newest version says the same already: no version is made of it.</summary>
    Unchanged,

    /// <summary>Somebody saved since: nothing was kept, and the page shows both texts.</summary>
    Conflict,
}

public enum PublishOutcome
{
    Published,
    AlreadyPublished,

    /// <summary>Somebody saved since the author looked at it: that text would be published unseen.</summary>
    NotTheNewest,
}

/// <summary>Writes versions of lessons. A change and its line in the audit trail stand or fall together.</summary>
public sealed class LessonWriter(ContentStore store, UnitOfWork unit, AuditLog audit, TimeProvider clock)
{
    public const string AuditCategory = "Content";

    /// <param name="basedOn">Version that the author had before them.</param>
    /// <returns>The outcome, and the version that is the newest now (null after a conflict).</returns>
    public Task<(SaveOutcome Outcome, ContentItem? Newest)> SaveAsync(
        LessonOnDesk desk, LessonText text, string basedOn, string author, CancellationToken cancel) =>
        text == LessonText.Of(desk.Latest)
            ? Task.FromResult<(SaveOutcome, ContentItem?)>((SaveOutcome.Unchanged, desk.Latest))
            : AddAsync(desk, text, basedOn, author, "DraftSaved", "存了草稿", cancel);

    /// <summary>Makes the text of an old version the newest draft. What was written since stays in the history.</summary>
    public Task<(SaveOutcome Outcome, ContentItem? Newest)> RestoreAsync(
        LessonOnDesk desk, ContentItem old, string basedOn, string author, CancellationToken cancel) =>
        LessonText.Of(old) == LessonText.Of(desk.Latest)
            ? Task.FromResult<(SaveOutcome, ContentItem?)>((SaveOutcome.Unchanged, desk.Latest))
            : AddAsync(desk, LessonText.Of(old), basedOn, author, "Restored", $"把第 {desk.VersionNumber(old)} 版恢复为草稿", cancel);

    /// <param name="reviewer">Who read it, where <see cref="LessonOnDesk.NeedsReviewer"/>; else empty.</param>
    public Task<PublishOutcome> PublishAsync(LessonOnDesk desk, string versionId, string reviewer, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        if (desk.Latest.Published && desk.Latest.ContentItemVersionId == versionId) return PublishOutcome.AlreadyPublished;
        if (!await store.PublishAsync(desk.Id, versionId, cancel)) return PublishOutcome.NotTheNewest;
        audit.Add(AuditCategory, "Published", desk.Id,
            $"发布了{Name(desk, desk.Latest.DisplayText)}第 {desk.VersionNumber(desk.Latest)} 版{(reviewer.Length > 0 ? $"，审阅人：{reviewer}" : "")}。");
        return PublishOutcome.Published;
    }, cancel);

    private Task<(SaveOutcome, ContentItem?)> AddAsync(
        LessonOnDesk desk, LessonText text, string basedOn, string author, string audited, string words, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var next = desk.Latest.Next(text.Title, author, clock.UtcNow(), text.Parts(desk.Latest));
        if (await store.SaveDraftAsync(next, basedOn, cancel) is not { } saved) return (SaveOutcome.Conflict, (ContentItem?)null);
        audit.Add(AuditCategory, audited, desk.Id, $"{words}：{Name(desk, text.Title)}第 {desk.VersionRows.Count + 1} 版。");
        return (SaveOutcome.Saved, saved);
    }, cancel);

    private static string Name(LessonOnDesk desk, string title) => $"《{title}》（{desk.ModulePart.Code} 第 {desk.Number} 课）";
}
