using SkiaSharp;
using Training.Platform.Display;

namespace Training.Modules.Certificates.Drawing;

/// <summary>The three fonts of certificates, from the theme's <c>wwwroot/fonts/</c>; opened on first use.</summary>
public sealed class CertificateFonts(Theme theme) : IDisposable
{
    private readonly Lazy<CuttableFont> _sans = Open(theme, "NotoSansSC-Regular.ttf");
    private readonly Lazy<CuttableFont> _bold = Open(theme, "NotoSansSC-SemiBold.ttf", "NotoSansSC-Bold.ttf");
    private readonly Lazy<CuttableFont> _serif = Open(theme, "NotoSerifSC-Regular.ttf");

    /// <summary>Typefaces for one certificate; dispose them with the document.</summary>
    public Cut For(CertificateSheet sheet) => new(_sans.Value.Cut(sheet.SansTexts), _bold.Value.Cut(sheet.BoldTexts), _serif.Value.Cut(sheet.SerifTexts));

    public void Dispose()
    {
        foreach (var font in new[] { _sans, _bold, _serif })
            if (font.IsValueCreated) font.Value.Dispose();
    }

    private static Lazy<CuttableFont> Open(Theme theme, params string[] names) => new(() =>
    {
        var folder = Path.Combine(theme.WebRoot, "fonts");
        return new CuttableFont(Path.Combine(folder, names.FirstOrDefault(n => File.Exists(Path.Combine(folder, n))) ?? names[0]));
    });

    public sealed record Cut(SKTypeface Sans, SKTypeface Bold, SKTypeface Serif) : IDisposable
    {
        public void Dispose()
        {
            Sans.Dispose();
            Bold.Dispose();
            Serif.Dispose();
        }
    }
}
