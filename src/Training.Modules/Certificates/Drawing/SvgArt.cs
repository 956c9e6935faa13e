using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace Training.Modules.Certificates.Drawing;

/// <summary>
/// A drawing of the theme's <c>art/</c>, so that paper and screen show the same. Understands what those files use: paths and
/// rectangles with fill, stroke and opacity.
/// </summary>
internal sealed class SvgArt
{
    private readonly List<(SKPath Path, SKColor? Fill, SKColor? Stroke, float StrokeWidth, bool RoundCap)> _shapes = [];

    public SvgArt(string svg)
    {
        var root = XDocument.Parse(svg).Root!;
        var box = root.Attribute("viewBox")!.Value.Split(' ').Select(Number).ToArray();
        Box = SKRect.Create(box[0], box[1], box[2], box[3]);
        foreach (var e in root.Descendants())
        {
            if (Shape(e) is not { } path) continue;
            var opacity = e.Attribute("opacity") is { } o ? Number(o.Value) : 1;
            _shapes.Add((path, Color(e.Attribute("fill")?.Value ?? "#000", opacity), Color(e.Attribute("stroke")?.Value ?? "none", opacity),
                e.Attribute("stroke-width") is { } w ? Number(w.Value) : 1, e.Attribute("stroke-linecap")?.Value == "round"));
        }
    }

    public SKRect Box { get; }

    /// <param name="target">Where the view box goes; both directions are scaled on their own.</param>
    /// <param name="opacity">Of the drawing as a whole: shapes that overlap do not show through each other.</param>
    public void Draw(SKCanvas canvas, SKRect target, float opacity = 1)
    {
        using var layer = new SKPaint { Color = SKColors.Black.WithAlpha((byte)(255 * opacity)) };
        if (opacity < 1) canvas.SaveLayer(target, layer);
        else canvas.Save();
        canvas.ClipRect(target);
        canvas.Translate(target.Left, target.Top);
        canvas.Scale(target.Width / Box.Width, target.Height / Box.Height);
        canvas.Translate(-Box.Left, -Box.Top);
        using var paint = new SKPaint { IsAntialias = true };
        foreach (var (path, fill, stroke, width, round) in _shapes)
        {
            if (fill is { } f)
            {
                (paint.Style, paint.Color) = (SKPaintStyle.Fill, f);
                canvas.DrawPath(path, paint);
            }
            if (stroke is { } s)
            {
                (paint.Style, paint.Color, paint.StrokeWidth) = (SKPaintStyle.Stroke, s, width);
                paint.StrokeCap = round ? SKStrokeCap.Round : SKStrokeCap.Butt;
                canvas.DrawPath(path, paint);
            }
        }
        canvas.Restore();
    }

    private static SKPath? Shape(XElement e)
    {
        if (e.Name.LocalName == "path") return SKPath.ParseSvgPathData(e.Attribute("d")!.Value);
        if (e.Name.LocalName != "rect") return null;
        var rect = SKRect.Create(Length("x"), Length("y"), Length("width"), Length("height"));
        var path = new SKPath();
        path.AddRoundRect(rect, Length("rx"), Length("rx"));
        return path;

        float Length(string name) => e.Attribute(name) is { } a ? Number(a.Value) : 0;
    }

    private static SKColor? Color(string value, float opacity) =>
        value == "none" ? null : SKColor.Parse(value) is var c ? c.WithAlpha((byte)(c.Alpha * opacity)) : null;

    private static float Number(string value) => float.Parse(value, CultureInfo.InvariantCulture);
}
