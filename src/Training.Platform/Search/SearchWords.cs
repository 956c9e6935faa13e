namespace Training.Platform.Search;

/// <summary>The words that somebody typed. Never more than <see cref="MaxLength"/> characters; punctuation means nothing.</summary>
public sealed class SearchWords
{
    public const int MaxLength = 100;

    private SearchWords(string text, IReadOnlyList<string> words)
    {
        Text = text;
        Words = words;
    }

    /// <summary>What is shown again in the box: cut to length, without control characters.</summary>
    public string Text { get; }

    public IReadOnlyList<string> Words { get; }

    public static SearchWords Parse(string? typed)
    {
        var text = new string([.. (typed ?? "").Where(c => !char.IsControl(c))]).Trim();
        if (text.Length > MaxLength) text = text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
        var words = Split(text).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return new(text, words);
    }

    /// <summary>Runs of letters and digits; "-" stays inside a telephone number.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i])
                || (text[i] == '-' && start >= 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1])));
            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            yield return text[start..i];
            start = -1;
        }
    }
}
