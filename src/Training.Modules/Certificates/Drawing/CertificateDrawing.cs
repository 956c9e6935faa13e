using SkiaSharp;
using Training.Modules.Certification.Models;
using Training.Platform.Display;

namespace Training.Modules.Certificates.Drawing;

/// <summary>
/// Draws the certificate on A4 landscape; one piece of code for PDF and PNG. Lengths in points (1/72 inch), taken from
/// the design's print sheet in millimetres.
/// </summary>
public sealed class CertificateDrawing(Theme theme, CertificateFonts fonts)
{
    public static readonly SKSize Page = new(Mm(297), Mm(210));
    private static readonly SKColor Ink = SKColor.Parse("#18211e"), Soft = SKColor.Parse("#3f4b46"), Mute = SKColor.Parse("#596660"), Cinnabar = SKColor.Parse("#b3261c");
    private static readonly float Left = Mm(32), Right = Mm(297 - 32);

    private readonly Lazy<(SvgArt Ground, SvgArt Lane, SvgArt Mark)> _art = new(() =>
        (new SvgArt(theme.Art("cert-ground")), new SvgArt(theme.Art("cert-lane")), new SvgArt(theme.Art("mark"))));

    public void Draw(SKCanvas canvas, CertificateSheet sheet)
    {
        sheet = sheet with { MissingNote = CertificateSheet.NoteOn(fonts.Missing(sheet.Holder)) };
        using var cut = fonts.For(sheet.Texts);
        var pen = new Pen(canvas, cut);
        var accent = AccentColors.Of(sheet.Template.Accent);
        Ground(canvas, sheet.Template.Border, accent);
        Head(pen, sheet);
        Title(pen, sheet, accent);
        Sentence(pen, sheet, accent);
        Foot(pen, sheet);
    }

    private void Ground(SKCanvas canvas, CertificateBorder border, AccentColors accent)
    {
        var inner = SKRect.Create(Mm(11.8f), Mm(11.8f), Page.Width - Mm(23.6f), Page.Height - Mm(23.6f));
        _art.Value.Ground.Draw(canvas, inner);
        var lane = _art.Value.Lane;
        var height = inner.Width * lane.Box.Height / lane.Box.Width;
        lane.Draw(canvas, SKRect.Create(inner.Left, inner.Bottom - height, inner.Width, height), .075f);
        using var rule = new SKPaint { Style = SKPaintStyle.Stroke, Color = accent.Line, IsAntialias = true, StrokeWidth = Mm(.5f) };
        var outer = SKRect.Create(Mm(10), Mm(10), Page.Width - Mm(20), Page.Height - Mm(20));
        if (border == CertificateBorder.Corners)
        {
            using var corners = new SKPath();
            var leg = Mm(16);
            foreach (var (x, y, dx, dy) in ((float, float, float, float)[])[(outer.Left, outer.Top, leg, leg), (outer.Right, outer.Top, -leg, leg), (outer.Right, outer.Bottom, -leg, -leg), (outer.Left, outer.Bottom, leg, -leg)])
            {
                corners.MoveTo(x + dx, y);
                corners.LineTo(x, y);
                corners.LineTo(x, y + dy);
            }
            rule.StrokeWidth = Mm(.8f);
            canvas.DrawPath(corners, rule);
            return;
        }
        canvas.DrawRect(outer, rule);
        if (border == CertificateBorder.Single) return;
        rule.StrokeWidth = Mm(.2f);
        canvas.DrawRect(inner, rule);
    }

    private void Head(Pen pen, CertificateSheet sheet)
    {
        var x = Left + Mm(13.5f);
        if (sheet.Logo is { } png)
        {
            using var image = SKImage.FromEncodedData(png) ?? throw new InvalidOperationException("A stored logo cannot be read.");
            var width = Math.Min(Mm(44), Mm(11) * image.Width / image.Height);
            var height = width * image.Height / image.Width;
            pen.Canvas.DrawImage(image, SKRect.Create(Left, Mm(28.5f) - height / 2, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
            x = Left + width + Mm(2.5f);
        }
        else _art.Value.Mark.Draw(pen.Canvas, SKRect.Create(Left, Mm(23), Mm(11), Mm(11)));
        var room = Right - Mm(72) - x;
        pen.Write(sheet.SiteName, x, Mm(28.2f), Lettering.Bold, pen.Fit(sheet.SiteName, Lettering.Bold, 13, 7, room), Ink);
        pen.Write(sheet.SiteSubName, x, Mm(32.8f), Lettering.Sans, pen.Fit(sheet.SiteSubName, Lettering.Sans, 9, 6, room), Soft);
        pen.Write(sheet.NumberLine, Right, Mm(30), Lettering.Sans, 11, Soft, SKTextAlign.Right);
    }

    private static void Title(Pen pen, CertificateSheet sheet, AccentColors accent)
    {
        pen.Write(CertificateSheet.Title, Page.Width / 2, Mm(58), Lettering.Serif, 42, accent.Title, SKTextAlign.Center);
        pen.Write(CertificateSheet.EnglishTitle, Page.Width / 2, Mm(66), Lettering.Serif, 11.5f, Soft, SKTextAlign.Center);
        if (!sheet.IsSpecimen) return;
        pen.Canvas.Save();
        pen.Canvas.RotateDegrees(-6, Mm(267), Mm(52));
        using var frame = new SKPaint { Style = SKPaintStyle.Stroke, Color = Cinnabar, StrokeWidth = Mm(.5f), IsAntialias = true };
        pen.Canvas.DrawRect(SKRect.Create(Mm(257), Mm(48), Mm(20), Mm(8)), frame);
        pen.Write(CertificateSheet.SpecimenMark, Mm(267), Mm(53.6f), Lettering.Serif, 13, Cinnabar, SKTextAlign.Center);
        pen.Canvas.Restore();
    }

    /// <summary>In the largest size at which the sentence stays between the title and the seal place.</summary>
    private static void Sentence(Pen pen, CertificateSheet sheet, AccentColors accent)
    {
        var (size, leading) = (19f, 2.15f);
        var sentence = sheet.Sentence;
        List<List<(string Text, bool Underlined)>> lines;
        while ((lines = Lines.Break(sentence, t => pen.Measure(t, Lettering.Serif, size), Right - Left, 2 * size)).Count * size * leading > Mm(60) && size > 9)
            (size, leading) = (size - 1, Math.Max(1.6f, leading - .06f));
        using var line = new SKPaint { Style = SKPaintStyle.Stroke, Color = accent.Line, StrokeWidth = Mm(.3f), IsAntialias = true };
        var (x, y) = (Left + 2 * size, Mm(88));
        foreach (var pieces in lines)
        {
            foreach (var (text, underlined) in pieces)
            {
                var width = pen.Write(text, x, y, Lettering.Serif, size, Ink);
                if (underlined) pen.Canvas.DrawLine(x - 3, y + 7, x + width + 3, y + 7, line);
                x += width;
            }
            (x, y) = (Left, y + size * leading);
        }
    }

    private static void Foot(Pen pen, CertificateSheet sheet)
    {
        // The lines grow upward from the foot, so that a long issuer never meets the frame.
        var column = Left + Mm(21);
        var width = Mm(sheet.Template.HasSealPlace ? 173 : 228) - column;
        var facts = sheet.Facts.Select(f => (f.Name, Lines: Lines.Break(f.Value, t => pen.Measure(t, Lettering.Sans, 11), width))).ToList();
        var y = Mm(188 - 7 * (facts.Sum(f => f.Lines.Count) - 1));
        foreach (var (name, lines) in facts)
        {
            pen.Write(name, Left, y, Lettering.Sans, 11, Soft);
            foreach (var text in lines)
            {
                pen.Write(text, column, y, Lettering.Sans, 11, Ink);
                y += Mm(7);
            }
        }
        pen.Write(sheet.MissingNote, Left, Mm(195), Lettering.Sans, 8, Mute);
        if (sheet.Template.HasSealPlace) SealPlace(pen);

        var qr = SKRect.Create(Mm(236), Mm(152), Mm(29), Mm(29));
        using var white = new SKPaint { Color = SKColors.White };
        pen.Canvas.DrawRect(qr, white);
        qr.Inflate(-Mm(1.6f), -Mm(1.6f));
        new QrCode(sheet.VerifyUrl).Draw(pen.Canvas, qr, Ink);
        pen.Write(CertificateSheet.ScanToVerify, qr.MidX, Mm(187), Lettering.Sans, 9, Soft, SKTextAlign.Center);
    }

    private static void SealPlace(Pen pen)
    {
        var center = new SKPoint(Mm(197), Mm(169));
        using var dashed = new SKPaint
        {
            Style = SKPaintStyle.Stroke, Color = Mute, StrokeWidth = Mm(.35f), IsAntialias = true, PathEffect = SKPathEffect.CreateDash([3, 2], 0),
        };
        pen.Canvas.DrawCircle(center, Mm(20), dashed);
        pen.Write(CertificateSheet.SealPlace, center.X, center.Y - 2, Lettering.Sans, 9, Mute, SKTextAlign.Center);
        pen.Write(CertificateSheet.SealHow, center.X, center.Y + 11, Lettering.Sans, 9, Mute, SKTextAlign.Center);
    }

    private static float Mm(float millimetres) => millimetres * 72 / 25.4f;
}
