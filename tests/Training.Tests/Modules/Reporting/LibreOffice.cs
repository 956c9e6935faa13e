using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Training.Tests.Modules.Reporting;

/// <summary>Opens an xlsx as an officer would and gives each sheet as comma separated lines.</summary>
internal static class LibreOffice
{
    private const string AllSheetsAsUtf8 = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

    // It takes longest to make a profile: one serves the run, and one reader at a time.
    private static readonly DirectoryInfo Profile = Directory.CreateTempSubdirectory("training-office");
    private static readonly SemaphoreSlim Free = new(1);

    static LibreOffice() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Profile.Delete(recursive: true);

    /// <summary>It opens, and shows what <see cref="Spreadsheet"/> reads.</summary>
    public static async Task OpensAsync(byte[] xlsx)
    {
        var (shown, read) = (await OpenAsync(xlsx), Spreadsheet.Read(xlsx));
        Assert.Equal(read.Keys, shown.Keys);
        foreach (var (name, lines) in read) Assert.Equal(lines, shown[name]);
    }

    /// <summary>What it reckons by itself: the values that were written beside the formulas are taken out before.</summary>
    public static Task<Dictionary<string, string[]>> RecalculatedAsync(byte[] xlsx)
    {
        using var book = new MemoryStream();
        book.Write(xlsx);
        using (var zip = new ZipArchive(book, ZipArchiveMode.Update, leaveOpen: true))
            foreach (var entry in zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).ToList())
            {
                string xml;
                using (var reader = new StreamReader(entry.Open())) xml = reader.ReadToEnd();
                using var writer = new StreamWriter(entry.Open());
                writer.BaseStream.SetLength(0);
                writer.Write(Regex.Replace(xml, "</f><v>[^<]*</v>", "</f>"));
            }
        return OpenAsync(book.ToArray());
    }

    private static async Task<Dictionary<string, string[]>> OpenAsync(byte[] xlsx)
    {
        var folder = Directory.CreateTempSubdirectory("training-sheet");
        await Free.WaitAsync();
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "book.xlsx"), xlsx);
            using var office = Process.Start(new ProcessStartInfo("soffice",
                ["--headless", $"-env:UserInstallation=file://{Profile.FullName}", "--convert-to", AllSheetsAsUtf8, "--outdir", folder.FullName, Path.Combine(folder.FullName, "book.xlsx")])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var said = await office.StandardOutput.ReadToEndAsync() + await office.StandardError.ReadToEndAsync();
            await office.WaitForExitAsync();
            var sheets = folder.GetFiles("book-*.csv").OrderBy(f => f.LastWriteTimeUtc).ToList();
            Assert.True(sheets.Count > 0, said);
            return sheets.ToDictionary(f => Path.GetFileNameWithoutExtension(f.Name)["book-".Length..], f => File.ReadAllLines(f.FullName));
        }
        finally
        {
            Free.Release();
            folder.Delete(recursive: true);
        }
    }
}
