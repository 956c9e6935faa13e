using System.Globalization;
using Training.Platform.Data;
using Training.Platform.Localization;

namespace Training.Modules.Courseware.Authoring;

/// <summary>Moments as authors read them: China's clock.</summary>
internal static class Moments
{
    /// <summary>10:31</summary>
    public static string Clock(DateTime utc) => ChinaTime.Local(utc).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>2026年11月9日 10:31, in the language of the page.</summary>
    public static string Full(Text text, DateTime utc) => $"{text.Date(ChinaTime.DayOf(utc))} {Clock(utc)}";

    /// <summary>10:31 today, 11月9日 10:31 before.</summary>
    public static string Short(Text text, DateTime utc, DateOnly today) =>
        ChinaTime.DayOf(utc) == today ? Clock(utc) : $"{text.ShortDate(ChinaTime.DayOf(utc))} {Clock(utc)}";
}
