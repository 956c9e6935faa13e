using System.Text;
using SkiaSharp;
using Training.Modules.Records.Outside;

namespace Training.Tests.Modules.Records;

public sealed class ProofReaderTests
{
    internal static byte[] Picture(SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg, int width = 40, int height = 20)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.SteelBlue);
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    internal static byte[] Pdf(string more = "") => Encoding.ASCII.GetBytes($"%PDF-1.4\n1 0 obj<</Type/Catalog{more}>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    /// <summary>A JPEG with an Exif block that says where it was taken and that it lies on its side.</summary>
    private static byte[] WithExif(byte[] jpeg)
    {
        byte[] tiff = [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, .. "GPS 31.2204N 121.4246E"u8];
        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body, .. jpeg.AsSpan(2)];
    }

    private static string Refusal(byte[] bytes) => Assert.Throws<ProofException>(() => ProofReader.Read(bytes)).Message;

    [Fact]
    public void A_photo_is_drawn_anew_upright_and_without_where_it_was_taken()
    {
        var taken = WithExif(Picture());
        Assert.Contains("GPS", Encoding.Latin1.GetString(taken));
        var kept = ProofReader.Read(taken);
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(kept.Bytes));
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(kept.Bytes));
        using var shown = SKBitmap.Decode(kept.Bytes);
        Assert.Equal((20, 40, "image/jpeg"), (shown.Width, shown.Height, kept.ContentType));
    }

    [Fact]
    public void A_png_becomes_a_jpeg_and_a_large_one_smaller()
    {
        using var shown = SKBitmap.Decode(ProofReader.Read(Picture(SKEncodedImageFormat.Png, 4800, 100)).Bytes);
        Assert.Equal((2400, 50), (shown.Width, shown.Height));
    }

    [Fact]
    public void The_same_file_has_the_same_hash_another_one_another() =>
        Assert.Equal([true, false], new[] { Picture(), Picture(width: 41) }.Select(p => ProofReader.Read(p).SourceHash == ProofReader.Read(Picture()).SourceHash));

    [Fact]
    public void A_pdf_is_kept_as_it_is() => Assert.Equal(Pdf(), ProofReader.Read(Pdf()).Bytes);

    [Theory]
    [InlineData("/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), InlineData("/Names<</EmbeddedFiles 2 0 R>>"), InlineData("/AA<</O<</S/Launch>>>>")]
    public void A_pdf_that_brings_more_than_pages_is_refused(string more) => Assert.Contains("脚本或附件", Refusal(Pdf(more)));

    [Fact]
    public void A_pdf_that_is_cut_off_or_locked_is_refused()
    {
        Assert.Contains("不完整", Refusal(Pdf()[..30]));
        Assert.Contains("密码", Refusal(Pdf("/Encrypt 5 0 R")));
    }

    [Fact]
    public void What_a_file_is_called_does_not_matter()
    {
        Assert.Contains("只收", Refusal(Encoding.ASCII.GetBytes("<html><script>alert(1)</script></html>")));
        Assert.Contains("只收", Refusal([0x4D, 0x5A, 0x90, 0x00]));
        Assert.Contains("打不开", Refusal([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]));
        Assert.Contains("不完整", Refusal(Picture(SKEncodedImageFormat.Png, 600, 600)[..300]));
    }

    [Fact]
    public void A_file_of_more_than_five_megabytes_is_refused() => Assert.Contains("5 MB", Refusal(new byte[(5 * 1024 * 1024) + 1]));
}
