using SkiaSharp;

namespace Training.Modules.Certificates.Drawing;

/// <summary>Certificates as files, drawn when they are asked for: nothing is kept, so nothing can be stale.</summary>
public sealed class CertificateFiles(CertificateDrawing drawing)
{
    /// <summary>Pixels per point of the image: 1684 × 1190.</summary>
    private const float Scale = 2;

    /// <summary>One page A4 landscape; text can be selected and copied.</summary>
    public byte[] Pdf(CertificateSheet sheet, DateTime utc)
    {
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata
        {
            Title = $"{CertificateSheet.Title} {sheet.Number}",
            Author = sheet.Issuer,
            Subject = $"{sheet.Role}，{sheet.Scheme}",
            Creator = sheet.SiteName,
            Creation = utc,
            Modified = utc,
            RasterDpi = 150,
            EncodingQuality = 101,
        }))
        {
            drawing.Draw(document.BeginPage(CertificateDrawing.Page.Width, CertificateDrawing.Page.Height), sheet);
            document.EndPage();
            document.Close();
        }
        return PdfLanguage.Add(stream.ToArray(), "zh-CN");
    }

    public byte[] Png(CertificateSheet sheet)
    {
        var size = CertificateDrawing.Page;
        using var surface = SKSurface.Create(new SKImageInfo((int)MathF.Round(size.Width * Scale), (int)MathF.Round(size.Height * Scale), SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(Scale);
        drawing.Draw(surface.Canvas, sheet);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
