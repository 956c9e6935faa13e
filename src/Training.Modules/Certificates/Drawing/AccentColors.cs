using SkiaSharp;
using Training.Modules.Certification.Models;

namespace Training.Modules.Certificates.Drawing;

/// <summary>The two shades of an accent: of lines, and of the title. A test holds both to 7 : 1 on white.</summary>
public sealed record AccentColors(SKColor Line, SKColor Title)
{
    public static AccentColors Of(CertificateAccent accent) => accent switch
    {
        CertificateAccent.Indigo => new(SKColor.Parse("#1f4f80"), SKColor.Parse("#132f4d")),
        CertificateAccent.Plum => new(SKColor.Parse("#6d2f5f"), SKColor.Parse("#3a1832")),
        CertificateAccent.Umber => new(SKColor.Parse("#6a4611"), SKColor.Parse("#3b2708")),
        CertificateAccent.Ink => new(SKColor.Parse("#3f4b46"), SKColor.Parse("#18211e")),
        _ => new(SKColor.Parse("#175645"), SKColor.Parse("#0b2f27")),
    };

    /// <summary>Chinese name, a source string for <see cref="Platform.Localization.Text"/>.</summary>
    public static string NameOf(CertificateAccent accent) => accent switch
    {
        CertificateAccent.Indigo => "靛蓝",
        CertificateAccent.Plum => "梅紫",
        CertificateAccent.Umber => "赭石",
        CertificateAccent.Ink => "墨灰",
        _ => "松绿",
    };
}
