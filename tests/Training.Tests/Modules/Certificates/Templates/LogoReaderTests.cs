using System.Buffers.Binary;
using System.Text;
using SkiaSharp;
using Training.Modules.Certificates.Templates;

namespace Training.Tests.Modules.Certificates.Templates;

public sealed class LogoReaderTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    public void A_picture_is_drawn_anew_and_small(SKEncodedImageFormat format)
    {
        var file = Picture(1200, 300, format);
        // Whatever hangs on behind the picture is gone.
        var (png, problem) = LogoReader.Read([.. file, .. Encoding.ASCII.GetBytes("<script>SECRET</script>")]);
        Assert.Null(problem);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png![..4]);
        Assert.Equal((880, 220), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(png), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_small_picture_is_refused_with_what_to_do()
    {
        Assert.Contains("300 KB", LogoReader.Read(new byte[LogoReader.MaxBytes + 1]).Problem, StringComparison.Ordinal);
        Assert.Contains("PNG 或 JPEG", LogoReader.Read(Encoding.ASCII.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>")).Problem, StringComparison.Ordinal);
        Assert.Contains("PNG 或 JPEG", LogoReader.Read(Picture(64, 64, SKEncodedImageFormat.Webp)).Problem, StringComparison.Ordinal);
        Assert.Contains("太大", LogoReader.Read(Picture(5000, 40, SKEncodedImageFormat.Png)).Problem, StringComparison.Ordinal);
        Assert.Contains("太小", LogoReader.Read(Picture(8, 8, SKEncodedImageFormat.Png)).Problem, StringComparison.Ordinal);
        var cut = Picture(400, 400, SKEncodedImageFormat.Png);
        Assert.NotNull(LogoReader.Read(cut[..(cut.Length / 2)]).Problem);
    }

    internal static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.White);
        using var paint = new SKPaint { Color = SKColors.SeaGreen };
        surface.Canvas.DrawCircle(width / 2f, height / 2f, Math.Min(width, height) / 3f, paint);
        using var image = surface.Snapshot();
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }
}
