using Training.Modules.People.Models;
using Training.Platform.Notifications;

namespace Training.Modules.Reminders.Models;

/// <summary>Something that ends: a certificate, or a newcomer's grace.</summary>
/// <param name="Through">Last valid day, or last day of grace.</param>
/// <param name="Stage">The stage to tell, days before the end.</param>
/// <param name="LastCompletedOn">Of the newest certificate of the role.</param>
/// <param name="IsWaiting">Ended while a renewal that is complete waits for approval.</param>
public sealed record EndingItem(
    long PersonId, string Name, TrainingRole Role, DateOnly Through, int Stage, bool IsNewcomer, DateOnly? LastCompletedOn, bool IsWaiting = false)
{
    /// <summary>It was decided already that the certificate is suspended on its last day.</summary>
    public bool IsSuspendedThen { get; init; }
}

/// <summary>Everything one account is told on one day.</summary>
/// <param name="Own">The reader's own ends.</param>
/// <param name="Listed">Ends of others within the reader's street or line.</param>
public sealed record Digest(long UserId, IReadOnlyList<EndingItem> Own, IReadOnlyList<EndingItem> Listed)
{
    /// <summary>Of the reader's own certificates.</summary>
    public IReadOnlyList<UpdateNews> OwnUpdates { get; init; } = [];

    /// <summary>Of certificates within the reader's street or line.</summary>
    public IReadOnlyList<UpdateNews> ListedUpdates { get; init; } = [];

    public bool IsEmpty => Own.Count + Listed.Count + OwnUpdates.Count + ListedUpdates.Count == 0;

    /// <summary>One a day: the key of the notice.</summary>
    public static string Key(DateOnly day) => "reminders:" + day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public Notice ToNotice(DateOnly today, ReminderSettings settings) =>
        new(UserId, Key(today), DigestText.Title(this, today), DigestText.Body(this, today), DigestText.Url(this), settings.ByEmail, settings.Quiet);
}
