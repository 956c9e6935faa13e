using System.Text.RegularExpressions;
using Training.Modules.Directories.Models;
using Training.Platform.Contents;

namespace Training.Modules.Directories.Services;

/// <summary>What the form of a file alone cannot say: words, uniqueness, and that no number appears from nowhere.</summary>
internal static partial class DirectoryChecks
{
    /// <summary>A short number, 400-000-0000, a landline with area code, or 000-0000-0000 in examples.</summary>
    public const string PhonePattern = "[1-9][0-9]{2,5}|400-[0-9]{3}-[0-9]{4}|0[0-9]{2,3}-[0-9]{7,8}|000-0000-0000";

    private static readonly string[] Audiences = ["儿童", "监护人", "工作者"];
    private static readonly string[] Modes = ["电话", "网络", "面谈", "上门"];

    public static void Check(IReadOnlyList<ProjectRow> rows, string file, PackLines lines, ContentReport report)
    {
        Unique(rows, r => r.Key, "projects", "key", file, lines, report);
        Unique(rows, r => r.Slug, "projects", "slug", file, lines, report);
        for (var i = 0; i < rows.Count; i++)
            Numbers($"projects[{i}]", [], [("name", rows[i].Name), ("summary", rows[i].Summary), ("body", rows[i].Body), ("howToApply", rows[i].HowToApply)],
                file, lines, report);
    }

    public static void Check(IReadOnlyList<ResourceRow> rows, string file, PackLines lines, ContentReport report)
    {
        Unique(rows, r => r.Key, "resources", "key", file, lines, report);
        Unique(rows, r => r.CrisisBanner?.ToString(System.Globalization.CultureInfo.InvariantCulture), "resources", "crisisBanner", file, lines, report);
        var known = rows.SelectMany(r => new[] { r.Phone, r.Tel }).OfType<string>().ToHashSet();
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, path) = (rows[i], $"resources[{i}]");
            Word(row.Category, ResourceCategories.All, "category");
            foreach (var word in row.Audience) Word(word, Audiences, "audience");
            foreach (var word in row.Mode) Word(word, Modes, "mode");
            if (Digits(row.Phone) != (row.Tel ?? ""))
                report.Add(file, lines[path + ".tel"], $"tel 应当是 phone 里的数字：{Digits(row.Phone)}，现在是 {row.Tel ?? "空"}。");
            if (row.CrisisBanner is not null && !row.Published)
                report.Add(file, lines[path + ".crisisBanner"], "没有发布的条目不能放进危机信息条。");
            Numbers(path, known, [("name", row.Name), ("summary", row.Summary), ("note", row.Note), ("hours", row.Hours), ("conditions", row.Conditions)],
                file, lines, report);

            void Word(string word, IReadOnlyList<string> allowed, string field)
            {
                if (!allowed.Contains(word)) report.Add(file, lines[$"{path}.{field}"], $"{field} 不认识“{word}”。可以写：{string.Join("、", allowed)}。");
            }
        }
    }

    private static string Digits(string? phone) => new([.. (phone ?? "").Where(char.IsAsciiDigit)]);

    private static void Unique<T>(IReadOnlyList<T> rows, Func<T, string?> key, string list, string field, string file, PackLines lines, ContentReport report)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < rows.Count; i++)
            if (key(rows[i]) is { } value && !seen.Add(value)) report.Add(file, lines[$"{list}[{i}].{field}"], $"{field} “{value}”用了两次。");
    }

    /// <summary>A text may name only numbers that a row carries: numbers are entered once, with a source, or not at all.</summary>
    private static void Numbers(string path, HashSet<string> known, (string Field, string? Text)[] texts, string file, PackLines lines, ContentReport report)
    {
        foreach (var (field, text) in texts)
            foreach (Match number in PhoneLike().Matches(text ?? ""))
                if (!known.Contains(number.Value))
                    report.Add(file, lines[$"{path}.{field}"], $"文字里的号码 {number.Value} 不是任何条目的 phone。号码只写在 phone 里，并注明来源。");
    }

    [GeneratedRegex("[0-9]{3,}(?:-[0-9]{3,})+|(?<![0-9.])[0-9]{5,}(?![0-9])")]
    private static partial Regex PhoneLike();
}
