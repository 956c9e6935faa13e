using SkiaSharp;
using Training.Platform.Media;

namespace Training.Modules.Records.Outside;

/// <summary>A proof that may be kept: a PDF as it is, a picture drawn anew, without what cameras write into it (place, device, time).</summary>
/// <param name="SourceHash">Of what was handed in.</param>
public sealed record ProofFile(byte[] Bytes, string ContentType, string Extension, string SourceHash);

/// <summary>A proof that cannot be kept; the message is in Chinese and says what to do.</summary>
public sealed class ProofException(string message) : Exception(message);

/// <summary>Looks at what a file is, not at what it is called.</summary>
public static class ProofReader
{
    /// <summary>Longer side of a kept picture in pixels: a certificate photographed with a phone stays readable.</summary>
    public const int MaxSide = 2400;

    /// <summary>Pixels that are decoded at most (a phone's picture has 12–50 million).</summary>
    public const long MaxPixels = 60_000_000;

    private const int Quality = 85;

    /// <exception cref="ProofException">The file cannot be kept.</exception>
    public static ProofFile Read(byte[] bytes)
    {
        if (bytes.Length == 0) throw new ProofException("文件是空的，请重新选择。");
        if (bytes.Length > MediaStore.MaxBytes) throw new ProofException("文件超过 5 MB。照片可以在手机上压缩后再选，PDF 可以分开存。");
        var hash = MediaStore.Hash(bytes);
        return FileKinds.Of(bytes) switch
        {
            FileKind.Pdf => new(CheckPdf(bytes), "application/pdf", ".pdf", hash),
            FileKind.Jpeg or FileKind.Png => new(Redraw(bytes), "image/jpeg", ".jpg", hash),
            _ => throw new ProofException("只收 PDF、JPG、PNG。请换一个文件。"),
        };
    }

    /// <summary>Ends as a PDF does, and brings no script and no other file with it.</summary>
    private static byte[] CheckPdf(byte[] bytes)
    {
        var span = bytes.AsSpan();
        if (span[Math.Max(0, span.Length - 2048)..].IndexOf("%%EOF"u8) < 0) throw new ProofException("这个 PDF 不完整，可能没有传完。请重新选择。");
        foreach (var forbidden in new[] { "/JavaScript"u8.ToArray(), "/Launch"u8.ToArray(), "/EmbeddedFile"u8.ToArray(), "/RichMedia"u8.ToArray() })
            if (span.IndexOf(forbidden) >= 0) throw new ProofException("这个 PDF 带有脚本或附件。请打印成新的 PDF，或拍照上传。");
        if (span.IndexOf("/Encrypt"u8) >= 0) throw new ProofException("这个 PDF 加了密码，核实的人打不开。请存成不加密的再上传。");
        return bytes;
    }

    private static byte[] Redraw(byte[] bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data) ?? throw new ProofException("这张图片打不开，可能坏了。请重新拍一张。");
        var info = codec.Info;
        if (info.Width < 1 || info.Height < 1 || (long)info.Width * info.Height > MaxPixels) throw new ProofException("这张图片的尺寸太大。请缩小或截图后再上传。");
        using var decoded = new SKBitmap(new SKImageInfo(info.Width, info.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        // Half a picture is no proof.
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) != SKCodecResult.Success) throw new ProofException("这张图片不完整，可能没有传完。请重新选择。");

        var turned = codec.EncodedOrigin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var scale = Math.Min(1f, MaxSide / (float)Math.Max(info.Width, info.Height));
        var (width, height) = ((int)Math.Max(1, info.Width * scale), (int)Math.Max(1, info.Height * scale));
        using var surface = SKSurface.Create(new SKImageInfo(turned ? height : width, turned ? width : height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        Turn(canvas, codec.EncodedOrigin, width, height);
        using var image = SKImage.FromBitmap(decoded);
        canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var shot = surface.Snapshot();
        using var jpeg = shot.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return jpeg.ToArray();
    }

    /// <summary>As the camera meant it to be seen: what told viewers to turn it is not kept.</summary>
    private static void Turn(SKCanvas canvas, SKEncodedOrigin origin, int width, int height)
    {
        switch (origin)
        {
            case SKEncodedOrigin.BottomRight:
                canvas.Translate(width, height);
                canvas.RotateDegrees(180);
                break;
            case SKEncodedOrigin.RightTop:
                canvas.Translate(height, 0);
                canvas.RotateDegrees(90);
                break;
            case SKEncodedOrigin.LeftBottom:
                canvas.Translate(0, width);
                canvas.RotateDegrees(270);
                break;
            case SKEncodedOrigin.TopRight:
                canvas.Translate(width, 0);
                canvas.Scale(-1, 1);
                break;
            case SKEncodedOrigin.BottomLeft:
                canvas.Translate(0, height);
                canvas.Scale(1, -1);
                break;
            case SKEncodedOrigin.LeftTop:
                canvas.RotateDegrees(90);
                canvas.Scale(1, -1);
                break;
            case SKEncodedOrigin.RightBottom:
                canvas.Translate(height, width);
                canvas.RotateDegrees(270);
                canvas.Scale(1, -1);
                break;
        }
    }
}
