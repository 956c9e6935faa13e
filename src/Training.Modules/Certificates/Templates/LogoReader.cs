using SkiaSharp;

namespace Training.Modules.Certificates.Templates;

/// <summary>Takes a picture that somebody uploads: PNG or JPEG by its content, small, and drawn anew, so that nothing hidden in the file is kept.</summary>
public static class LogoReader
{
    public const int MaxBytes = 300 * 1024;

    /// <summary>Longest side that is opened, pixels.</summary>
    public const int MaxSide = 4000;

    /// <summary>Kept at most so large: 44 × 11 mm at 500 dots an inch.</summary>
    private const int KeptWidth = 880, KeptHeight = 220;

    /// <returns>A PNG, or a Chinese message that says what to do.</returns>
    public static (byte[]? Png, string? Problem) Read(byte[] file)
    {
        if (file.Length > MaxBytes) return (null, "图片超过 300 KB，请压缩后再传。");
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg)) return (null, "只能用 PNG 或 JPEG 图片，请另存为 PNG 再传。");
        // Read from the head of the file, before anything is unpacked.
        if (codec.Info.Width > MaxSide || codec.Info.Height > MaxSide) return (null, $"图片太大，长和宽都不要超过 {MaxSide} 像素。");
        if (codec.Info.Width < 32 || codec.Info.Height < 32) return (null, "图片太小，印出来会模糊。请用长和宽都不少于 32 像素的图片。");
        using var bitmap = new SKBitmap(codec.Info.WithColorType(SKColorType.Rgba8888).WithAlphaType(SKAlphaType.Premul));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) is not SKCodecResult.Success) return (null, "图片打不开，可能没有传完整，请重新选一次。");
        var scale = Math.Min(1f, Math.Min((float)KeptWidth / bitmap.Width, (float)KeptHeight / bitmap.Height));
        using var surface = SKSurface.Create(new SKImageInfo(Math.Max(1, (int)(bitmap.Width * scale)), Math.Max(1, (int)(bitmap.Height * scale)), SKColorType.Rgba8888, SKAlphaType.Premul));
        using var image = SKImage.FromBitmap(bitmap);
        surface.Canvas.DrawImage(image, new SKRect(0, 0, surface.Canvas.DeviceClipBounds.Width, surface.Canvas.DeviceClipBounds.Height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var snapshot = surface.Snapshot();
        using var png = snapshot.Encode(SKEncodedImageFormat.Png, 100);
        return (png.ToArray(), null);
    }
}
