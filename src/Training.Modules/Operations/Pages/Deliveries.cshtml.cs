using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Notifications;
using Training.Platform.Settings;

namespace Training.Modules.Operations.Pages;

/// <summary>消息送达: what was sent, what did not arrive and why.</summary>
[Authorize(OperationsPermissions.ManageDeliveries)]
public sealed class DeliveriesModel(
    DeliveryBoard board, SettingsStore settings, AuditLog audit, TenantDb db, PageFrame frame, Text text) : PageModel
{
    public const int PageSize = 25, LastPage = 400;

    /// <summary>What the board tells apart. A mail that is claimed or being sent counts as waiting.</summary>
    public static readonly IReadOnlyList<DeliveryStatus> Filters =
        [DeliveryStatus.Failed, DeliveryStatus.Unconfirmed, DeliveryStatus.Queued, DeliveryStatus.Sent, DeliveryStatus.Skipped];

    public DeliveryCounts Counts { get; private set; } = new(0, 0, new Dictionary<DeliveryStatus, int>());
    public IReadOnlyList<DeliveryView> Rows { get; private set; } = [];
    public DeliveryStatus Filter { get; private set; }
    public bool SendsMail { get; private set; }
    public int CurrentPage { get; private set; } = 1;
    public bool HasMore { get; private set; }

    /// <summary>What was done by the request before this one.</summary>
    [TempData] public string? Done { get; set; }

    public static bool CanResend(DeliveryStatus status) => status is DeliveryStatus.Failed or DeliveryStatus.Unconfirmed or DeliveryStatus.Skipped;

    public int CountOf(DeliveryStatus filter) =>
        filter == DeliveryStatus.Queued ? Counts.Of(filter, DeliveryStatus.Claimed, DeliveryStatus.Sending) : Counts.Of(filter);

    public async Task OnGetAsync(string? status, [FromQuery(Name = "p")] int page, CancellationToken cancel)
    {
        frame.Title = text["消息送达"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "deliveries";
        Filter = Known(status);
        CurrentPage = Math.Clamp(page, 1, LastPage);
        SendsMail = (await settings.GetAsync<MailSettings>(cancel)).CanSend;
        Counts = await board.CountsAsync(cancel);
        var found = await board.ListAsync(Filter, (CurrentPage - 1) * PageSize, PageSize + 1, cancel);
        (Rows, HasMore) = ([.. found.Take(PageSize)], found.Count > PageSize);
    }

    public async Task<IActionResult> OnPostResendAsync(string? delivery, string? status, CancellationToken cancel)
    {
        if (delivery is null || !await board.ExistsAsync(delivery, cancel)) return NotFound();
        Done = await board.ResendAsync(delivery, cancel) ? text["已重新排队，马上再发。"] : text["这封邮件已经不用再发了。"];
        return await BackAsync("Resent", delivery, "再发一次邮件", status, cancel);
    }

    public async Task<IActionResult> OnPostConfirmAsync(string? delivery, string? status, CancellationToken cancel)
    {
        if (delivery is null || !await board.ExistsAsync(delivery, cancel)) return NotFound();
        Done = await board.ConfirmAsync(delivery, cancel) ? text["已记为送到。"] : text["这封邮件已经不用确认了。"];
        return await BackAsync("Confirmed", delivery, "问过收件人，邮件收到了", status, cancel);
    }

    private async Task<IActionResult> BackAsync(string what, string delivery, string summary, string? status, CancellationToken cancel)
    {
        audit.Add("Delivery", what, delivery, summary);
        await db.SaveChangesAsync(cancel);
        return Redirect($"{Request.PathBase}/console/notices?status={Known(status)}");
    }

    private static DeliveryStatus Known(string? status) => Filters.FirstOrDefault(f => f.ToString() == status, DeliveryStatus.Failed);
}
