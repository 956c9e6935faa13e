using System.Text;
using SkiaSharp;

namespace Training.Modules.Certificates.Drawing;

/// <summary>The fonts of one document, each cut to the characters that it lends to it.</summary>
public sealed class CutFonts : IDisposable
{
    private readonly SKTypeface[] _faces;

    internal CutFonts(SKTypeface[] faces) => _faces = faces;

    /// <summary>The text in pieces of one typeface each.</summary>
    internal IEnumerable<(string Text, SKTypeface Face)> Runs(string text, Lettering wanted)
    {
        var piece = new StringBuilder();
        var face = _faces[(int)wanted];
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune)) continue;
            var own = FaceOf(rune, wanted);
            if (piece.Length > 0 && !ReferenceEquals(face, own ?? _faces[(int)wanted]))
            {
                yield return (piece.ToString(), face);
                piece.Clear();
            }
            face = own ?? _faces[(int)wanted];
            piece.Append(own is null ? CertificateFonts.Geta : rune.ToString());
        }
        if (piece.Length > 0) yield return (piece.ToString(), face);
    }

    public void Dispose()
    {
        foreach (var face in _faces) face.Dispose();
    }

    /// <summary>Signs that choose a form or join letters: without a glyph of their own in any font.</summary>
    internal static bool IsInvisible(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or (>= 0x200B and <= 0x200F) or 0xFEFF or < 0x20;

    private SKTypeface? FaceOf(Rune rune, Lettering wanted)
    {
        if (_faces[(int)wanted].ContainsGlyph(rune.Value)) return _faces[(int)wanted];
        foreach (var face in _faces)
            if (face.ContainsGlyph(rune.Value)) return face;
        return null;
    }
}
