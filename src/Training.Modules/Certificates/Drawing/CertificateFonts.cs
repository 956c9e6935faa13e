using System.Text;
using SkiaSharp;
using Training.Platform.Display;

namespace Training.Modules.Certificates.Drawing;

/// <summary>The three ways to write on certificates.</summary>
public enum Lettering { Sans, Bold, Serif }

/// <summary>
/// The three fonts of certificates, from the theme's <c>wwwroot/fonts/</c>; opened on first use. A character that one of them
/// lacks is taken from another; one that none has is written as 〓 and named by <see cref="Missing"/>, never left as an empty box.
/// </summary>
public sealed class CertificateFonts(Theme theme) : IDisposable
{
    /// <summary>下横线符, the printer's mark for a character that is not in the case.</summary>
    public const string Geta = "〓";

    private readonly Lazy<CuttableFont>[] _fonts =
    [
        Open(theme, "NotoSansSC-Regular.ttf"),
        Open(theme, "NotoSansSC-SemiBold.ttf", "NotoSansSC-Bold.ttf"),
        Open(theme, "NotoSerifSC-Regular.ttf"),
    ];

    /// <summary>Typefaces for one document; dispose them with it.</summary>
    public CutFonts For(IEnumerable<(Lettering Lettering, string Text)> texts)
    {
        // Digits in every font, so that none is cut to nothing, and the mark for what is missing.
        var runes = _fonts.Select(_ => new HashSet<Rune>([new Rune('0'), Geta.EnumerateRunes().First()])).ToArray();
        foreach (var (lettering, text) in texts)
            foreach (var rune in text.EnumerateRunes())
                if (FontOf(rune, lettering) is { } font) runes[(int)font].Add(rune);
        return new CutFonts([.. _fonts.Select((f, i) => f.Value.Cut(runes[i]))]);
    }

    /// <summary>Characters that no font has, in the order of the text.</summary>
    public IReadOnlyList<Rune> Missing(string text) =>
        [.. text.EnumerateRunes().Where(r => !CutFonts.IsInvisible(r) && FontOf(r, Lettering.Serif) is null).Distinct()];

    public void Dispose()
    {
        foreach (var font in _fonts)
            if (font.IsValueCreated) font.Value.Dispose();
    }

    /// <summary>The wanted font, else the first that has the character.</summary>
    private Lettering? FontOf(Rune rune, Lettering wanted)
    {
        foreach (var lettering in (ReadOnlySpan<Lettering>)[wanted, Lettering.Sans, Lettering.Serif, Lettering.Bold])
            if (_fonts[(int)lettering].Value.Has(rune)) return lettering;
        return null;
    }

    private static Lazy<CuttableFont> Open(Theme theme, params string[] names) => new(() =>
    {
        var folder = Path.Combine(theme.WebRoot, "fonts");
        return new CuttableFont(Path.Combine(folder, names.FirstOrDefault(n => File.Exists(Path.Combine(folder, n))) ?? names[0]));
    });
}
