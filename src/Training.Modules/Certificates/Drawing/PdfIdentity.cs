using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Training.Modules.Certificates.Drawing;

/// <summary>
/// Skia names every PDF/A anew by the clock. Here the name (ISO 32000-1 §14.4 ID, and the XMP identifiers) follows from the content, so that
/// the same certificate is the same file for ever. The author is made a sequence on the way, as PDF/A-2 wants dc:creator.
/// </summary>
internal static partial class PdfIdentity
{
    private const string Blank = "00000000-0000-0000-0000-000000000000";

    public static byte[] Settle(byte[] pdf)
    {
        // Latin-1 maps every byte to one character. Within the body nothing changes its length, so that the table of positions holds.
        var text = XmpId().Replace(Encoding.Latin1.GetString(pdf), Blank)
            .Replace("<dc:creator><rdf:Bag>", "<dc:creator><rdf:Seq>", StringComparison.Ordinal).Replace("</rdf:Bag></dc:creator>", "</rdf:Seq></dc:creator>", StringComparison.Ordinal);
        var trailer = text.LastIndexOf("trailer", StringComparison.Ordinal);
        var id = trailer < 0 ? Match.Empty : FileId().Match(text, trailer);
        if (!id.Success) throw new InvalidOperationException("The PDF does not end as Skia's do; its name cannot be set.");
        var place = id.Groups["names"];
        text = text.Remove(place.Index, place.Length);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(text)))[..32];
        return Encoding.Latin1.GetBytes(text.Insert(place.Index, $"<{name}> <{name}>").Replace(Blank, new Guid(Convert.FromHexString(name), bigEndian: true).ToString(), StringComparison.Ordinal));
    }

    [GeneratedRegex("(?<=<xmpMM:(?:DocumentID|InstanceID)>uuid:)[0-9a-f-]{36}")]
    private static partial Regex XmpId();

    // The last entry of the trailer; the names may be raw bytes.
    [GeneratedRegex(@"/ID\s*\[(?<names>.*)\]\s*>>\s*startxref\s*\d+\s*%%EOF\s*$", RegexOptions.Singleline)]
    private static partial Regex FileId();
}
