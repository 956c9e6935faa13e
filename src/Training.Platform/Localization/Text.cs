using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Training.Platform.Localization;

/// <summary>
/// Interface text. The source string is the Chinese text itself; <c>Localization/en.json</c> of each module holds the
/// English ({"继续学习": "Continue"}). A missing translation shows the Chinese; a test finds each one.
/// Arguments fill {0}, {1}, … by position.
/// </summary>
public sealed class Text
{
    private readonly FrozenDictionary<string, string> _english;

    public Text(params IEnumerable<Assembly> assemblies)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assembly in assemblies)
            foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith("en.json", StringComparison.Ordinal)))
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                foreach (var (key, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!) all[key] = value;
            }
        _english = all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public IReadOnlyDictionary<string, string> English => _english;

    public string this[string chinese] => IsEnglish && _english.TryGetValue(chinese, out var english) ? english : chinese;

    public string this[string chinese, params object?[] arguments] =>
        string.Format(CultureInfo.InvariantCulture, this[chinese], arguments);

    /// <summary>2026年12月31日, or 31 December 2026.</summary>
    public string Date(DateOnly day) => IsEnglish
        ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>12月31日, or 31 Dec: for tables.</summary>
    public string ShortDate(DateOnly day) => IsEnglish
        ? day.ToString("d MMM", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日");
}
