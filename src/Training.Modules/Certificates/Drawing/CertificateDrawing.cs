using SkiaSharp;
using Training.Platform.Display;

namespace Training.Modules.Certificates.Drawing;

/// <summary>
/// Draws the certificate on A4 landscape; one piece of code for PDF and PNG. Lengths in points (1/72 inch), taken from
/// the design's print sheet in millimetres.
/// </summary>
public sealed class CertificateDrawing(Theme theme, CertificateFonts fonts)
{
    public static readonly SKSize Page = new(Mm(297), Mm(210));
    private static readonly SKColor Pine = SKColor.Parse("#175645"), Night = SKColor.Parse("#0b2f27");
    private static readonly SKColor Ink = SKColor.Parse("#18211e"), Soft = SKColor.Parse("#3f4b46"), Mute = SKColor.Parse("#596660"), Cinnabar = SKColor.Parse("#b3261c");
    private static readonly float Left = Mm(32), Right = Mm(297 - 32);

    private readonly Lazy<(SvgArt Ground, SvgArt Lane, SvgArt Mark)> _art = new(() =>
        (new SvgArt(theme.Art("cert-ground")), new SvgArt(theme.Art("cert-lane")), new SvgArt(theme.Art("mark"))));

    public void Draw(SKCanvas canvas, CertificateSheet sheet)
    {
        using var cut = fonts.For(sheet);
        Ground(canvas);
        Head(canvas, sheet, cut);
        Title(canvas, sheet, cut);
        Sentence(canvas, sheet, cut);
        Foot(canvas, sheet, cut);
    }

    private void Ground(SKCanvas canvas)
    {
        var inner = SKRect.Create(Mm(11.8f), Mm(11.8f), Page.Width - Mm(23.6f), Page.Height - Mm(23.6f));
        _art.Value.Ground.Draw(canvas, inner);
        var lane = _art.Value.Lane;
        var height = inner.Width * lane.Box.Height / lane.Box.Width;
        lane.Draw(canvas, SKRect.Create(inner.Left, inner.Bottom - height, inner.Width, height), .075f);
        using var rule = new SKPaint { Style = SKPaintStyle.Stroke, Color = Pine, IsAntialias = true, StrokeWidth = Mm(.5f) };
        canvas.DrawRect(SKRect.Create(Mm(10), Mm(10), Page.Width - Mm(20), Page.Height - Mm(20)), rule);
        rule.StrokeWidth = Mm(.2f);
        canvas.DrawRect(inner, rule);
    }

    private void Head(SKCanvas canvas, CertificateSheet sheet, CertificateFonts.Cut cut)
    {
        _art.Value.Mark.Draw(canvas, SKRect.Create(Left, Mm(23), Mm(11), Mm(11)));
        Text(canvas, sheet.SiteName, Left + Mm(13.5f), Mm(28.2f), cut.Bold, 13, Ink);
        Text(canvas, sheet.SiteSubName, Left + Mm(13.5f), Mm(32.8f), cut.Sans, 9, Soft);
        Text(canvas, sheet.NumberLine, Right, Mm(30), cut.Sans, 11, Soft, SKTextAlign.Right);
    }

    private static void Title(SKCanvas canvas, CertificateSheet sheet, CertificateFonts.Cut cut)
    {
        Text(canvas, CertificateSheet.Title, Page.Width / 2, Mm(58), cut.Serif, 42, Night, SKTextAlign.Center);
        Text(canvas, CertificateSheet.EnglishTitle, Page.Width / 2, Mm(66), cut.Serif, 11.5f, Soft, SKTextAlign.Center);
        if (!sheet.IsSpecimen) return;
        canvas.Save();
        canvas.RotateDegrees(-6, Mm(267), Mm(52));
        using var frame = new SKPaint { Style = SKPaintStyle.Stroke, Color = Cinnabar, StrokeWidth = Mm(.5f), IsAntialias = true };
        canvas.DrawRect(SKRect.Create(Mm(257), Mm(48), Mm(20), Mm(8)), frame);
        Text(canvas, CertificateSheet.SpecimenMark, Mm(267), Mm(53.6f), cut.Serif, 13, Cinnabar, SKTextAlign.Center);
        canvas.Restore();
    }

    private static void Sentence(SKCanvas canvas, CertificateSheet sheet, CertificateFonts.Cut cut)
    {
        const float size = 19, leading = size * 2.15f;
        using var font = new SKFont(cut.Serif, size);
        using var line = new SKPaint { Style = SKPaintStyle.Stroke, Color = Pine, StrokeWidth = Mm(.3f), IsAntialias = true };
        var (x, y) = (Left + 2 * size, Mm(88));
        foreach (var pieces in Lines.Break(sheet.Sentence, font, Right - Left, 2 * size))
        {
            foreach (var (text, underlined) in pieces)
            {
                var width = Text(canvas, text, x, y, cut.Serif, size, Ink);
                if (underlined) canvas.DrawLine(x - 3, y + 7, x + width + 3, y + 7, line);
                x += width;
            }
            (x, y) = (Left, y + leading);
        }
    }

    private static void Foot(SKCanvas canvas, CertificateSheet sheet, CertificateFonts.Cut cut)
    {
        var y = Mm(174);
        foreach (var (name, value) in sheet.Facts)
        {
            Text(canvas, name, Left, y, cut.Sans, 11, Soft);
            Text(canvas, value, Left + Mm(21), y, cut.Sans, 11, Ink);
            y += Mm(7);
        }
        var center = new SKPoint(Mm(197), Mm(169));
        using var dashed = new SKPaint
        {
            Style = SKPaintStyle.Stroke, Color = Mute, StrokeWidth = Mm(.35f), IsAntialias = true, PathEffect = SKPathEffect.CreateDash([3, 2], 0),
        };
        canvas.DrawCircle(center, Mm(20), dashed);
        Text(canvas, CertificateSheet.SealPlace, center.X, center.Y - 2, cut.Sans, 9, Mute, SKTextAlign.Center);
        Text(canvas, CertificateSheet.SealHow, center.X, center.Y + 11, cut.Sans, 9, Mute, SKTextAlign.Center);

        var qr = SKRect.Create(Mm(236), Mm(152), Mm(29), Mm(29));
        using var white = new SKPaint { Color = SKColors.White };
        canvas.DrawRect(qr, white);
        qr.Inflate(-Mm(1.6f), -Mm(1.6f));
        new QrCode(sheet.VerifyUrl).Draw(canvas, qr, Ink);
        Text(canvas, CertificateSheet.ScanToVerify, qr.MidX, Mm(187), cut.Sans, 9, Soft, SKTextAlign.Center);
    }

    /// <returns>Width of the text.</returns>
    private static float Text(SKCanvas canvas, string text, float x, float y, SKTypeface face, float size, SKColor color, SKTextAlign align = SKTextAlign.Left)
    {
        using var font = new SKFont(face, size) { Subpixel = true, Hinting = SKFontHinting.None, LinearMetrics = true };
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(text, x, y, align, font, paint);
        return font.MeasureText(text);
    }

    private static float Mm(float millimetres) => millimetres * 72 / 25.4f;
}
