using System.Text.RegularExpressions;

namespace Training.Modules.Records.Models;

/// <summary>
/// Stops what must never be kept here (domain/safety.md §3): identity numbers, mobile numbers, home addresses, and a name with
/// an age and a school. What was typed is not kept anywhere.
/// </summary>
public static partial class PrivateWords
{
    /// <returns>Chinese message that says what to change; null when nothing was found.</returns>
    public static string? Find(string text) =>
        text.Any(char.IsControl) ? "文字里有看不见的控制字符，请重新输入。"
        : IdentityNumber().IsMatch(text) ? "文字里像有身份证号。这里不保存身份证号，请删去。"
        : Mobile().IsMatch(text) ? "文字里像有手机号。这里不保存手机号，请删去。"
        : Address().IsMatch(text) ? "文字里像有住址。这里不保存住址，请删去。"
        : Child().IsMatch(text) ? "文字里像有孩子的姓名、年龄和学校。这里不保存孩子的信息，请改写。"
        : null;

    [GeneratedRegex(@"(?<!\d)\d{17}[\dXx](?!\d)")]
    private static partial Regex IdentityNumber();

    [GeneratedRegex(@"(?<!\d)1[3-9]\d{9}(?!\d)")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"[路街巷道]\s*\d+\s*(弄|号)")]
    private static partial Regex Address();

    [GeneratedRegex(@"\d{1,2}\s*(岁|周岁).{0,20}(小学|中学|幼儿园|学校|\d\s*年级|[一二三四五六]年级)|(小学|中学|幼儿园|年级).{0,20}\d{1,2}\s*(岁|周岁)")]
    private static partial Regex Child();
}
