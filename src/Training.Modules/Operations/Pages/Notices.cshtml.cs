using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Notifications;
using Training.Platform.Security;

namespace Training.Modules.Operations.Pages;

/// <summary>我的消息: everything this account was told, the newest first.</summary>
public sealed class NoticesModel(NoticeBox box, PageFrame frame, Text text) : PageModel
{
    public const int PageSize = 20, LastPage = 500;

    public IReadOnlyList<StoredNotice> Notices { get; private set; } = [];
    public int Unread { get; private set; }
    public int CurrentPage { get; private set; } = 1;
    public bool HasMore { get; private set; }

    private long UserId => User.UserId() ?? throw new InvalidOperationException("The cookie names no user.");

    public async Task OnGetAsync([FromQuery(Name = "p")] int page, CancellationToken cancel)
    {
        (frame.Title, frame.Nav) = (text["我的消息"], "me");
        CurrentPage = Math.Clamp(page, 1, LastPage);
        // One more than is shown tells whether there is a next page.
        var found = await box.ListAsync(UserId, (CurrentPage - 1) * PageSize, PageSize + 1, cancel);
        (Notices, HasMore) = ([.. found.Take(PageSize)], found.Count > PageSize);
        Unread = await box.UnreadAsync(UserId, cancel);
    }

    public async Task<IActionResult> OnPostOpenAsync(string? notice, CancellationToken cancel)
    {
        if (notice is null || await box.OpenAsync(UserId, notice, cancel) is not { } opened) return NotFound();
        return LocalRedirect(Url.Content("~" + (opened.Url ?? "/notices")));
    }

    public async Task<IActionResult> OnPostReadAllAsync(CancellationToken cancel)
    {
        await box.ReadAllAsync(UserId, cancel);
        return LocalRedirect(Url.Content("~/notices"));
    }
}
