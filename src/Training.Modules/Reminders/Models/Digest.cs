using Training.Modules.People.Models;
using Training.Platform.Notifications;

namespace Training.Modules.Reminders.Models;

/// <summary>Something that ends: a certificate, or a newcomer's grace.</summary>
/// <param name="Through">Last valid day, or last day of grace.</param>
/// <param name="Stage">The stage to tell, days before the end.</param>
/// <param name="LastCompletedOn">Of the newest certificate of the role.</param>
public sealed record EndingItem(
    long PersonId, string Name, TrainingRole Role, DateOnly Through, int Stage, bool IsNewcomer, DateOnly? LastCompletedOn);

/// <summary>Everything one account is told on one day.</summary>
/// <param name="Own">The reader's own ends.</param>
/// <param name="Listed">Ends of others within the reader's street or line.</param>
public sealed record Digest(long UserId, IReadOnlyList<EndingItem> Own, IReadOnlyList<EndingItem> Listed)
{
    /// <summary>One a day: the key of the notice.</summary>
    public static string Key(DateOnly day) => "reminders:" + day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public Notice ToNotice(DateOnly today, bool byEmail) =>
        new(UserId, Key(today), DigestText.Title(this, today), DigestText.Body(this, today), Listed.Count > 0 ? DigestText.ListUrl : DigestText.OwnUrl, byEmail);
}
