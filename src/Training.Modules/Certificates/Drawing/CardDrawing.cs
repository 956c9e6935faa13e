using SkiaSharp;
using Training.Platform.Display;

namespace Training.Modules.Certificates.Drawing;

/// <summary>
/// The certificate as a portrait picture for a phone, after the card of the design (.pass): state on top, who and until when,
/// the code to be scanned at the bottom, dark on white. Lengths in pixels.
/// </summary>
public sealed class CardDrawing(Theme theme, CertificateFonts fonts)
{
    public static readonly SKSize Size = new(1080, 1720);
    private const float Left = 84, Right = 1080 - 84;
    private static readonly SKColor Deep = SKColor.Parse("#0b2f27"), OnDeep = SKColor.Parse("#f3f8f5"), Pale = SKColor.Parse("#bcd3c9");
    private static readonly SKColor Pine = SKColor.Parse("#175645"), Cinnabar = SKColor.Parse("#b3261c"), Ink = SKColor.Parse("#18211e"), Soft = SKColor.Parse("#3f4b46");
    private const string First = "困境儿童心理健康关爱服务", Second = "基层能力培训合格证明", HolderName = "姓名", RoleName = "岗位", FromName = "有效期起", ThroughName = "有效期至", IssuerName = "发证机构";

    private readonly Lazy<(SvgArt Lane, SvgArt Mark)> _art = new(() => (new SvgArt(theme.Art("lane-pass")), new SvgArt(theme.Art("mark"))));

    /// <param name="state">Words for a certificate that is not valid; null while it is.</param>
    public void Draw(SKCanvas canvas, CertificateSheet sheet, string? state)
    {
        var strip = state ?? $"有效至 {CertificateSheet.Day(sheet.ValidThrough)}";
        using var cut = fonts.For(
        [
            .. ((string[])[First, Second, HolderName, RoleName, FromName, ThroughName, IssuerName, sheet.Role, sheet.SiteSubName, sheet.Issuer, sheet.NumberLine,
                CertificateSheet.ScanToVerify, CertificateSheet.Day(sheet.ValidFrom), CertificateSheet.Day(sheet.ValidThrough), CertificateSheet.NoteOn(fonts.Missing(sheet.Holder))])
                .Select(t => (Lettering.Sans, t)),
            .. ((string[])[sheet.SiteName, strip, First, Second, sheet.Role, sheet.Holder]).Select(t => (Lettering.Bold, t)),
        ]);
        var pen = new Pen(canvas, cut);
        canvas.Clear(Deep);
        Fill(canvas, new(0, 0, Size.Width, 120), state is null ? Pine : Cinnabar);
        pen.Write(strip, Left, 78, Lettering.Bold, pen.Fit(strip, Lettering.Bold, 44, 26, Right - Left), OnDeep);
        Head(pen, sheet);
        var y = Person(pen, sheet);
        var lane = _art.Value.Lane;
        var height = Size.Width * lane.Box.Height / lane.Box.Width;
        lane.Draw(canvas, SKRect.Create(0, 1240 - height, Size.Width, height));
        Bottom(pen, sheet, state is null);
        pen.Write(CertificateSheet.NoteOn(fonts.Missing(sheet.Holder)), Left, y + 20, Lettering.Sans, 26, Pale);
    }

    private void Head(Pen pen, CertificateSheet sheet)
    {
        _art.Value.Mark.Draw(pen.Canvas, SKRect.Create(Left, 176, 84, 84));
        var x = Left + 108;
        pen.Write(sheet.SiteName, x, 214, Lettering.Bold, pen.Fit(sheet.SiteName, Lettering.Bold, 40, 24, Right - x), OnDeep);
        pen.Write(sheet.SiteSubName, x, 254, Lettering.Sans, pen.Fit(sheet.SiteSubName, Lettering.Sans, 30, 20, Right - x), Pale);
        pen.Write(First, Left, 360, Lettering.Bold, 58, OnDeep);
        pen.Write(Second, Left, 438, Lettering.Bold, 58, OnDeep);
    }

    /// <returns>Where the block ends.</returns>
    private static float Person(Pen pen, CertificateSheet sheet)
    {
        pen.Write(HolderName, Left, 540, Lettering.Sans, 32, Pale);
        var size = pen.Fit(sheet.Holder, Lettering.Bold, 76, 44, Right - Left);
        var y = 626f;
        foreach (var line in Lines.Break(sheet.Holder, t => pen.Measure(t, Lettering.Bold, size), Right - Left))
        {
            pen.Write(line, Left, y, Lettering.Bold, size, OnDeep);
            y += size * 1.25f;
        }
        y += 20;
        pen.Write(RoleName, Left, y, Lettering.Sans, 32, Pale);
        pen.Write(sheet.Role, Left, y + 60, Lettering.Bold, 48, OnDeep);
        y += 130;
        pen.Write(FromName, Left, y, Lettering.Sans, 32, Pale);
        pen.Write(ThroughName, Size.Width / 2, y, Lettering.Sans, 32, Pale);
        pen.Write(CertificateSheet.Day(sheet.ValidFrom), Left, y + 54, Lettering.Sans, 42, OnDeep);
        pen.Write(CertificateSheet.Day(sheet.ValidThrough), Size.Width / 2, y + 54, Lettering.Sans, 42, OnDeep);
        return y + 74;
    }

    private static void Bottom(Pen pen, CertificateSheet sheet, bool isValid)
    {
        Fill(pen.Canvas, new(0, 1240, Size.Width, Size.Height), SKColors.White);
        var x = Left;
        if (isValid)
        {
            new QrCode(sheet.VerifyUrl).Draw(pen.Canvas, SKRect.Create(Left, 1300, 340, 340), Ink);
            x = Left + 396;
            pen.Write(CertificateSheet.ScanToVerify, x, 1344, Lettering.Sans, 40, Ink);
        }
        pen.Write(sheet.NumberLine, x, 1424, Lettering.Sans, pen.Fit(sheet.NumberLine, Lettering.Sans, 36, 22, Right - x), Soft);
        pen.Write(IssuerName, x, 1508, Lettering.Sans, 30, Soft);
        var y = 1556f;
        foreach (var line in Lines.Break(sheet.Issuer, t => pen.Measure(t, Lettering.Sans, 34), Right - x).Take(3))
        {
            pen.Write(line, x, y, Lettering.Sans, 34, Ink);
            y += 46;
        }
    }

    private static void Fill(SKCanvas canvas, SKRect rect, SKColor color)
    {
        using var paint = new SKPaint { Color = color };
        canvas.DrawRect(rect, paint);
    }
}
