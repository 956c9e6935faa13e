using System.Text;
using System.Text.Encodings.Web;

namespace Training.Platform.Search;

/// <summary>Marks the words of a query in a text, whole words as typed, as HTML that is safe to print.</summary>
public sealed class Highlight(HtmlEncoder encoder)
{
    /// <summary>Characters of an excerpt.</summary>
    public const int ExcerptLength = 110;

    /// <summary>The whole text with <c>&lt;mark&gt;</c>.</summary>
    public string Mark(string text, IReadOnlyList<string> words)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (var (start, end) in Places(text, words))
        {
            html.Append(encoder.Encode(text[at..start])).Append("<mark>").Append(encoder.Encode(text[start..end])).Append("</mark>");
            at = end;
        }
        return html.Append(encoder.Encode(text[at..])).ToString();
    }

    /// <summary>The part of the text around its first word, marked.</summary>
    public string Excerpt(string text, IReadOnlyList<string> words)
    {
        if (text.Length <= ExcerptLength) return Mark(text, words);
        var first = Places(text, words).Select(p => p.Start).FirstOrDefault();
        var from = Math.Clamp(first - ExcerptLength / 4, 0, text.Length - ExcerptLength);
        var to = from + ExcerptLength;
        if (from > 0 && char.IsLowSurrogate(text[from])) from++;
        if (to < text.Length && char.IsLowSurrogate(text[to])) to--;
        return (from > 0 ? "……" : "") + Mark(text[from..to], words) + (to < text.Length ? "……" : "");
    }

    /// <summary>Where words stand, in order, overlaps joined.</summary>
    private static List<(int Start, int End)> Places(string text, IReadOnlyList<string> words)
    {
        var folded = Fold(text);
        var found = new List<(int Start, int End)>();
        foreach (var word in words.Select(Fold).Where(w => w.Length > 0))
            for (var i = folded.IndexOf(word, StringComparison.Ordinal); i >= 0; i = folded.IndexOf(word, i + word.Length, StringComparison.Ordinal))
                found.Add((i, i + word.Length));
        found.Sort();
        var joined = new List<(int Start, int End)>();
        foreach (var place in found)
            if (joined.Count > 0 && place.Start <= joined[^1].End) joined[^1] = (joined[^1].Start, Math.Max(joined[^1].End, place.End));
            else joined.Add(place);
        return joined;
    }

    /// <summary>Lower case and half width, character by character, so that places stay where they are.</summary>
    private static string Fold(string text) => string.Create(text.Length, text, static (chars, source) =>
    {
        for (var i = 0; i < chars.Length; i++)
        {
            var c = source[i];
            chars[i] = char.ToLowerInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);
        }
    });
}
