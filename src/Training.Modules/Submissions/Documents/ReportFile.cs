using System.IO.Compression;
using Training.Modules.Certificates.OpenBadges;
using Training.Modules.Submissions.Models;

namespace Training.Modules.Submissions.Documents;

/// <summary>The file of a submission: a zip with <c>report.json</c> (the signed bytes) and <c>seal.json</c> (hash, signature, public key).</summary>
public sealed record ReportFile(byte[] Document, ReportSeal Seal)
{
    /// <summary>Bytes of an unpacked entry; a district of fifty streets needs a quarter of a megabyte.</summary>
    public const int MaxEntry = 8 * 1024 * 1024;

    private const string DocumentEntry = "report.json", SealEntry = "seal.json";

    public static byte[] Write(byte[] document, string hash, string signature, string publicKey, DateTime utc)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(DocumentEntry, document);
            Add(SealEntry, ReportJson.Write(new ReportSeal("ES256", hash, signature, KeyOf(publicKey)!)));

            void Add(string name, byte[] content)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                // The file of a submission is the same at every download.
                entry.LastWriteTime = new DateTimeOffset(utc, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(content);
            }
        }
        return bytes.ToArray();
    }

    public static byte[] Of(ReportSubmission s) => Write(s.Document, s.Hash, s.Signature, s.PublicKey, s.Utc);

    public static byte[] Of(CityReport r) => Write(r.Document, r.Hash, r.Signature, r.PublicKey, r.SubmittedUtc);

    /// <summary>Null for anything that is no such file.</summary>
    public static ReportFile? Read(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            return Entry(zip, DocumentEntry) is { } document && Entry(zip, SealEntry) is { } sealBytes
                && ReportJson.Read<ReportSeal>(sealBytes) is { Hash: not null, Signature: not null, Key: { X: not null, Y: not null } } seal
                ? new(document, seal) : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    public static BadgeJwk? KeyOf(string json) => ReportJson.Read<BadgeJwk>(System.Text.Encoding.UTF8.GetBytes(json)) is { X: not null, Y: not null } key ? key : null;

    private static byte[]? Entry(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { } entry) return null;
        using var stream = entry.Open();
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        // The length that a zip claims may be a lie.
        while ((count = stream.Read(buffer)) > 0)
        {
            if (read.Length + count > MaxEntry) return null;
            read.Write(buffer, 0, count);
        }
        return read.ToArray();
    }
}
