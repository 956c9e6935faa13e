using System.Globalization;
using System.Text.RegularExpressions;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>{区码}-{角色码}-{年份}-{6位流水} (domain/roles.md §4).</summary>
public static partial class CertificateNumber
{
    /// <summary>Characters of a number or code that somebody types, spaces and dashes included; more is not looked at.</summary>
    public const int TypedMax = 60;

    /// <summary>What numbers are counted by, e.g. 310105-CD-2026.</summary>
    public static string Prefix(string districtCode, TrainingRole role, DateOnly issuedOn) =>
        string.Create(CultureInfo.InvariantCulture, $"{districtCode}-{role.Code()}-{issuedOn.Year}");

    public static string Of(string prefix, int running) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{running:D6}");

    /// <summary>The number as people type it: small letters, full-width signs, with or without dashes and spaces. Null when it is none.</summary>
    public static string? Parse(string typed)
    {
        var plain = new string([.. typed.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
        var match = Shape().Match(plain);
        return match.Success ? string.Join('-', match.Groups.Values.Skip(1).Select(g => g.Value)) : null;
    }

    [GeneratedRegex("^([0-9]{6})([A-Z]{2})([0-9]{4})([0-9]{6})$")]
    private static partial Regex Shape();
}
