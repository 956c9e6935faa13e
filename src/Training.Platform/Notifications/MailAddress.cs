using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace Training.Platform.Notifications;

/// <summary>A plain e-mail address such as wang@example.cn: no display name, no comment, no quoted part, no line break.</summary>
public static class MailAddress
{
    public const int MaxLength = 100;

    private static readonly ParserOptions Strict = new() { AddressParserComplianceMode = RfcComplianceMode.Strict, AllowAddressesWithoutDomain = false, AllowUnquotedCommasInAddresses = false };

    public static bool TryParse(string? typed, [NotNullWhen(true)] out string? address)
    {
        address = null;
        var text = (typed ?? "").Trim();
        if (text.Length is 0 or > MaxLength || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '"' or '<' or '>' or '(' or ')' or ',' or ';')) return false;
        if (!MailboxAddress.TryParse(Strict, text, out var mailbox) || mailbox.Address != text) return false;
        var at = text.LastIndexOf('@');
        if (at is < 1 or > 64 || !text[(at + 1)..].Contains('.', StringComparison.Ordinal) || text[^1] == '.') return false;
        address = text;
        return true;
    }

    /// <summary>w***@example.cn</summary>
    public static string Mask(string address) => address.LastIndexOf('@') is var at && at > 0 ? $"{address[0]}***{address[at..]}" : "***";
}
