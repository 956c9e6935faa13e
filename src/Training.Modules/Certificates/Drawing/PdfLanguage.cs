using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Training.Modules.Certificates.Drawing;

/// <summary>
/// Says in which language a PDF is, which readers aloud need and Skia's writer has no setting for: an incremental update
/// (ISO 32000-1 §7.5.6) that adds a new catalog with <c>/Lang</c> after the end of the file.
/// </summary>
internal static partial class PdfLanguage
{
    public static byte[] Add(byte[] pdf, string language)
    {
        // Latin-1 maps every byte to one character, so that positions in the text are positions in the file.
        var tail = Encoding.Latin1.GetString(pdf);
        var trailer = Trailer().Match(tail);
        var catalog = trailer.Success ? Regex.Match(tail, $@"(?m)^{trailer.Groups["root"].Value} 0 obj\s*<<(?<body>.*?)>>\s*endobj", RegexOptions.Singleline) : Match.Empty;
        if (!catalog.Success) throw new InvalidOperationException("The PDF does not end as Skia's do; its language cannot be set.");

        var root = trailer.Groups["root"].Value;
        var update = new StringBuilder("\n");
        var position = pdf.Length + 1;
        update.Append(CultureInfo.InvariantCulture, $"{root} 0 obj\n<<{catalog.Groups["body"].Value.TrimEnd()}\n/Lang ({language})\n/ViewerPreferences <</DisplayDocTitle true>>>>\nendobj\n");
        var table = pdf.Length + update.Length;
        update.Append(CultureInfo.InvariantCulture, $"xref\n{root} 1\n{position:D10} 00000 n \n");
        update.Append(CultureInfo.InvariantCulture, $"trailer\n<<{trailer.Groups["body"].Value.TrimEnd()}\n/Prev {trailer.Groups["start"].Value}>>\nstartxref\n{table}\n%%EOF\n");
        return [.. pdf, .. Encoding.Latin1.GetBytes(update.ToString())];
    }

    [GeneratedRegex(@"trailer\s*<<(?<body>.*?/Root (?<root>\d+) 0 R.*?)>>\s*startxref\s*(?<start>\d+)\s*%%EOF\s*$", RegexOptions.Singleline)]
    private static partial Regex Trailer();
}
