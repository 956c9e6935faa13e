namespace Training.Modules.People.Models;

/// <summary>A mobile number of mainland China: 11 digits starting with 1. Spaces, hyphens and +86 are forgiven when typed.</summary>
public readonly record struct PhoneNumber
{
    public const int Length = 11;

    private PhoneNumber(string digits) => Digits = digits;

    public string Digits { get; }

    /// <summary>138****0000: the only form in which a number is shown.</summary>
    public string Masked => $"{Digits[..3]}****{Digits[^4..]}";

    public static PhoneNumber? TryParse(string? typed)
    {
        var digits = new string([.. (typed ?? "").Where(c => c is not (' ' or '-' or '\u00A0' or '\u3000'))]);
        if (digits.StartsWith("+86", StringComparison.Ordinal)) digits = digits[3..];
        return digits.Length == Length && digits[0] == '1' && digits.All(char.IsAsciiDigit) ? new(digits) : null;
    }

    public override string ToString() => Masked;
}
