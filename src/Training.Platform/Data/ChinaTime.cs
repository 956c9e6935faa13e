using System.Globalization;
using Training.Platform.Localization;

namespace Training.Platform.Data;

/// <summary>
/// Calendar days of Asia/Shanghai: UTC+8 without daylight saving, a day is 00:00–24:00 there
/// (source: domain/organisation.md §4). All dates of the product are such days.
/// </summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.GetUtcNow().UtcDateTime);

    public static DateTime UtcNow(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;

    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(utc + Offset);

    /// <summary>Wall-clock time in China of a moment in UTC.</summary>
    public static DateTime Local(DateTime utc) => DateTime.SpecifyKind(utc + Offset, DateTimeKind.Unspecified);

    /// <summary>The moment in UTC at which a day begins in China.</summary>
    public static DateTime StartUtc(DateOnly day) => DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - Offset, DateTimeKind.Utc);

    /// <summary>11月10日 12:00, or 10 Nov 12:00: a moment as a clock in China shows it.</summary>
    public static string Moment(this Text text, DateTime utc) =>
        text.ShortDate(DayOf(utc)) + Local(utc).ToString(" HH:mm", CultureInfo.InvariantCulture);
}
