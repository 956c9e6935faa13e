using SkiaSharp;

namespace Training.Modules.Certificates.Drawing;

/// <summary>Writes on a canvas with the fonts of one document.</summary>
internal sealed class Pen(SKCanvas canvas, CutFonts fonts)
{
    public SKCanvas Canvas { get; } = canvas;

    /// <summary>Width of a text, in the unit of the canvas.</summary>
    public float Measure(string text, Lettering lettering, float size)
    {
        var width = 0f;
        foreach (var (piece, face) in fonts.Runs(text, lettering))
        {
            using var font = Font(face, size);
            width += font.MeasureText(piece);
        }
        return width;
    }

    /// <returns>Width of the text.</returns>
    public float Write(string text, float x, float y, Lettering lettering, float size, SKColor color, SKTextAlign align = SKTextAlign.Left)
    {
        var width = Measure(text, lettering, size);
        var at = align switch { SKTextAlign.Center => x - width / 2, SKTextAlign.Right => x - width, _ => x };
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        foreach (var (piece, face) in fonts.Runs(text, lettering))
        {
            using var font = Font(face, size);
            Canvas.DrawText(piece, at, y, SKTextAlign.Left, font, paint);
            at += font.MeasureText(piece);
        }
        return width;
    }

    /// <summary>The size at which a line fits, at most <paramref name="size"/>.</summary>
    public float Fit(string text, Lettering lettering, float size, float least, float width) =>
        Measure(text, lettering, size) is var w && w <= width ? size : Math.Max(least, size * width / w);

    private static SKFont Font(SKTypeface face, float size) => new(face, size) { Subpixel = true, Hinting = SKFontHinting.None, LinearMetrics = true };
}
