namespace Training.Platform.Media;

/// <summary>What a file is, by its first bytes. What its name or the browser says about it is not believed.</summary>
public enum FileKind { Unknown, Pdf, Jpeg, Png, Zip }

public static class FileKinds
{
    /// <summary>Source: the published signatures of the formats (ISO 32000-1 §7.5.2, ITU-T T.81, PNG §5.2, APPNOTE 4.3.7).</summary>
    public static FileKind Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("%PDF-"u8) ? FileKind.Pdf
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? FileKind.Jpeg
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? FileKind.Png
        : bytes.StartsWith("PK\x03\x04"u8) ? FileKind.Zip
        : FileKind.Unknown;
}
