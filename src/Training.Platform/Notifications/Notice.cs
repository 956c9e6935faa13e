namespace Training.Platform.Notifications;

/// <summary>One message to one account, in Chinese, without anything about a child.</summary>
/// <param name="UserId">Who is told.</param>
/// <param name="Key">Makes it once only: a second notice of the same key to the same account is dropped, e.g. "certificate-suspended:310105-CD-2026-000123:2". At most 120 characters.</param>
/// <param name="Title">At most 80 characters.</param>
/// <param name="Body">At most 1,000 characters; what happened and what to do next.</param>
/// <param name="Url">Tenant-relative address to go on from, e.g. "/certificates".</param>
/// <param name="ByEmail">Also by e-mail, if the account has a confirmed address and the site sends mail.</param>
/// <param name="Quiet">Hours in which its mail waits, also when it is tried again; null = it is sent at any hour.</param>
public sealed record Notice(long UserId, string Key, string Title, string Body, string? Url = null, bool ByEmail = true, QuietHours? Quiet = null)
{
    public const int MaxKey = 120, MaxTitle = 80, MaxBody = 1000, MaxUrl = 200;
}
