using System.Globalization;
using System.Text;
using QRCoder;
using SkiaSharp;

namespace Training.Modules.Certificates.Drawing;

/// <summary>A QR code as squares; error correction M, so that a fold or a stamp's edge does no harm.</summary>
public sealed class QrCode
{
    private readonly bool[,] _dark;

    public QrCode(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var matrix = data.ModuleMatrix;
        // The generator adds the quiet zone of four squares; every place of ours draws its own.
        const int quiet = 4;
        Size = matrix.Count - 2 * quiet;
        _dark = new bool[Size, Size];
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++) _dark[x, y] = matrix[y + quiet][x + quiet];
    }

    /// <summary>Squares along one side.</summary>
    public int Size { get; }

    /// <summary>For the <c>d</c> of an SVG path, one unit a square.</summary>
    public string PathData()
    {
        var d = new StringBuilder();
        foreach (var (x, y, length) in Runs()) d.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{length}v1h-{length}z");
        return d.ToString();
    }

    internal void Draw(SKCanvas canvas, SKRect target, SKColor color)
    {
        var unit = target.Width / Size;
        using var path = new SKPath();
        foreach (var (x, y, length) in Runs()) path.AddRect(SKRect.Create(target.Left + x * unit, target.Top + y * unit, length * unit, unit));
        using var paint = new SKPaint { Color = color };
        canvas.DrawPath(path, paint);
    }

    private IEnumerable<(int X, int Y, int Length)> Runs()
    {
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
            {
                if (!_dark[x, y]) continue;
                var start = x;
                while (x < Size && _dark[x, y]) x++;
                yield return (start, y, x - start);
            }
    }
}
