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
    public static string? Problem(string text)
    {
        var plain = Plain(text);
        return Array.Find(Forbidden, w => plain.Contains(w, StringComparison.Ordinal)) is { } found
            ? $"不能写“{found}”：这张纸是培训合格证明，不是资格或执业证件；心理咨询、心理治疗另有法律规定（精神卫生法第二十三条、第七十六条）。请改写成参加培训、考核合格的事实。"
            : null;
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
