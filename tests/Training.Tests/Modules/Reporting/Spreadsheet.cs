using System.Diagnostics;

namespace Training.Tests.Modules.Reporting;

/// <summary>Opens an xlsx in LibreOffice, as an officer would, and reads each sheet as comma separated lines.</summary>
internal static class Spreadsheet
{
    private const string AllSheetsAsUtf8 = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

    // LibreOffice takes longest to make a profile: one serves the run, and one reader at a time.
    private static readonly DirectoryInfo Profile = Directory.CreateTempSubdirectory("training-office");
    private static readonly SemaphoreSlim Free = new(1);

    static Spreadsheet() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Profile.Delete(recursive: true);

    public static async Task<Dictionary<string, string[]>> ReadAsync(byte[] xlsx)
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
