using System.Diagnostics;

namespace Training.Tests.Modules.Reporting;

/// <summary>Opens an xlsx as an officer would, works its formulas out anew where they have no values, and gives each sheet as comma separated lines.</summary>
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

    public static async Task<Dictionary<string, string[]>> OpenAsync(byte[] xlsx)
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
