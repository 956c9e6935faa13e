using System.Globalization;

namespace Training.Modules.Certification.Models;

/// <summary>A module that a holder has yet to show anew.</summary>
/// <param name="LastDay">Last day on which it may still be missing; from the next day on the certificate is suspended.</param>
public readonly record struct UnshownUpdate(string ModuleCode, DateOnly LastDay)
{
    /// <summary>Characters of <see cref="Pack"/>: twenty modules at once.</summary>
    public const int PackedMax = 400;

    private const string Day = "yyyyMMdd";

    /// <summary>E.g. 20270128O02;20270220R01, the most pressing first, so that texts stand in the order of days; null when there are none.</summary>
    public static string? Pack(IEnumerable<UnshownUpdate> updates)
    {
        var packed = string.Join(';', updates.OrderBy(u => u.LastDay).ThenBy(u => u.ModuleCode, StringComparer.Ordinal).Take(PackedMax / 20).Select(u => From(u.LastDay) + u.ModuleCode));
        return packed.Length == 0 ? null : packed;
    }

    /// <summary>How a last day is written in a packed text, and nothing else there is.</summary>
    public static string From(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    public static IReadOnlyList<UnshownUpdate> Unpack(string? packed) => string.IsNullOrEmpty(packed) ? [] :
        [.. packed.Split(';').Select(part => new UnshownUpdate(part[Day.Length..], DateOnly.ParseExact(part.AsSpan(0, Day.Length), Day, CultureInfo.InvariantCulture)))];
}
