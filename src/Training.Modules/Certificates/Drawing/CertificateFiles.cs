using SkiaSharp;

namespace Training.Modules.Certificates.Drawing;

/// <summary>Certificates as files, drawn when they are asked for: nothing is kept, so nothing can be stale.</summary>
public sealed class CertificateFiles(CertificateDrawing drawing, CardDrawing card)
{
    /// <summary>Pixels per point of the image: 1684 × 1191.</summary>
    private const float Scale = 2;

    /// <summary>One page A4 landscape; text can be selected and copied. The same sheet gives the same bytes.</summary>
    public byte[] Pdf(CertificateSheet sheet)
    {
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata
        {
            Title = $"{CertificateSheet.Title} {sheet.Number}",
            Author = sheet.Issuer,
            Subject = $"{sheet.Role}，{sheet.Scheme}",
            Keywords = $"{CertificateSheet.Title}, {sheet.Number}",
            Creator = sheet.SiteName,
            Creation = sheet.RecordedUtc,
            Modified = sheet.RecordedUtc,
            RasterDpi = 150,
            EncodingQuality = 101,
            PdfA = true,
        }))
        {
            drawing.Draw(document.BeginPage(CertificateDrawing.Page.Width, CertificateDrawing.Page.Height), sheet);
            document.EndPage();
            document.Close();
        }
        return PdfLanguage.Add(PdfIdentity.Settle(stream.ToArray()), "zh-CN");
    }

    /// <param name="scale">Pixels per point.</param>
    public byte[] Png(CertificateSheet sheet, float scale = Scale)
    {
        var size = CertificateDrawing.Page;
        return Image((int)MathF.Round(size.Width * scale), (int)MathF.Round(size.Height * scale), canvas =>
        {
            canvas.Scale(scale);
            drawing.Draw(canvas, sheet);
        });
    }

    /// <summary>Portrait, 1080 pixels wide, to be shown on a phone.</summary>
    /// <param name="state">What the certificate is worth today; null while it is valid. The code is left out then.</param>
    public byte[] Card(CertificateSheet sheet, string? state) =>
        Image((int)CardDrawing.Size.Width, (int)CardDrawing.Size.Height, canvas => card.Draw(canvas, sheet, state));

    private static byte[] Image(int width, int height, Action<SKCanvas> draw)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
