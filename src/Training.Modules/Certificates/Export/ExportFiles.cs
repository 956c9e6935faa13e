using System.IO.Compression;
using System.Text;
using Training.Modules.Certification.Models;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Certificates.Export;

/// <summary>The files of an export in the tenant's folder, one PDF a certificate, and the ZIP made of them while it is fetched.</summary>
public sealed class ExportFiles(AppData appData, CurrentTenant tenant)
{
    public string Folder(string reference) => appData.Site(tenant.Required, "Exports", reference);

    /// <summary>Number first, so that the list is in order; the name as far as files may bear it.</summary>
    public static string NameOf(Certificate certificate)
    {
        var name = new StringBuilder();
        foreach (var c in certificate.HolderName)
            if (!char.IsControl(c) && !"\\/:*?\"<>|".Contains(c, StringComparison.Ordinal)) name.Append(c);
        return $"{certificate.Number}-{name.ToString().Trim('.', ' ')}.pdf";
    }

    /// <summary>Writes beside and then in place, so that a file is whole or not there.</summary>
    public async Task WriteAsync(string reference, string name, byte[] pdf, CancellationToken cancel)
    {
        var folder = Folder(reference);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, name);
        await File.WriteAllBytesAsync(file + ".part", pdf, cancel);
        File.Move(file + ".part", file, overwrite: true);
    }

    /// <summary>Streams the ZIP: nothing is held in memory but one file. PDF files are packed already, so they are stored as they are.</summary>
    public async Task WriteZipAsync(string reference, Stream output, CancellationToken cancel)
    {
        await using var staged = new StagedOutput(output);
        using (var zip = new ZipArchive(staged, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
            foreach (var file in Directory.EnumerateFiles(Folder(reference), "*.pdf").Order(StringComparer.Ordinal))
            {
                using (var entry = zip.CreateEntry(Path.GetFileName(file), CompressionLevel.NoCompression).Open())
                    entry.Write(await File.ReadAllBytesAsync(file, cancel));
                await staged.DrainAsync(cancel);
            }
        // The list of contents.
        await staged.DrainAsync(cancel);
    }

    public void Remove(string reference)
    {
        var folder = Folder(reference);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
