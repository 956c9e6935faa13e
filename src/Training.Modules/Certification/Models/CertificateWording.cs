using System.Globalization;
using System.Text;

namespace Training.Modules.Certification.Models;

/// <summary>
/// Words that a certificate of training never bears (domain/roles.md §4): it is a 培训合格证明, not a licence to practise.
/// Found however they are spaced, and in traditional characters.
/// </summary>
public static class CertificateWording
{
    private static readonly string[] Forbidden =
    [
        "心理咨询师", "心理治疗师", "心理医生", "职业资格", "从业资格", "执业资格", "上岗资格", "任职资格", "资格证", "资质证",
        "上岗证", "执业证", "从业证", "职业技能等级", "技能等级证", "职称证", "准入证", "持证上岗", "学历证", "学位证",
    ];

    private const string Traditional = "諮詢師職業資格從執證崗質療醫級準學歷稱";
    private const string Simplified = "咨询师职业资格从执证岗质疗医级准学历称";

    /// <returns>Why it is refused and what to do; null when nothing is found.</returns>
    public static string? Problem(string text) => Found(text) is { } found ? Refusal(found) : null;

    /// <summary>The same for a text of which some pieces may be left out: nothing may be put together of what remains, in this order.</summary>
    public static string? Problem(IReadOnlyList<string> pieces)
    {
        var plain = pieces.Select(Plain).Where(p => p.Length > 0).ToList();
        return Array.Find(Forbidden, w => CanBuild(w, plain)) is { } found ? Refusal(found) : null;
    }

    /// <summary>The first forbidden word; null when there is none.</summary>
    public static string? Found(string text)
    {
        var plain = Plain(text);
        return Array.Find(Forbidden, w => plain.Contains(w, StringComparison.Ordinal));
    }

    private static string Refusal(string word) =>
        $"不能写“{word}”：这张纸是培训合格证明，不是资格或执业证件；心理咨询、心理治疗另有法律规定（精神卫生法第二十三条、第七十六条）。请改写成参加培训、考核合格的事实。";

    private static bool CanBuild(string word, List<string> pieces)
    {
        // reached[n]: what has been printed so far can end with the first n characters of the word.
        var reached = new bool[word.Length];
        foreach (var piece in pieces)
        {
            if (piece.Contains(word, StringComparison.Ordinal)) return true;
            var next = (bool[])reached.Clone();
            for (var n = 1; n < word.Length; n++)
            {
                if (reached[n] && piece.StartsWith(word[n..], StringComparison.Ordinal)) return true;
                if (reached[n] && word.AsSpan(n).StartsWith(piece, StringComparison.Ordinal)) next[n + piece.Length] = true;
                if (piece.EndsWith(word[..n], StringComparison.Ordinal)) next[n] = true;
            }
            reached = next;
        }
        return false;
    }

    /// <summary>Letters only, without width, spaces, marks and traditional forms.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.ModifierLetter) continue;
            var at = Traditional.IndexOf(c, StringComparison.Ordinal);
            plain.Append(at >= 0 ? Simplified[at] : c);
        }
        return plain.ToString();
    }
}
