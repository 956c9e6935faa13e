using System.Diagnostics;
using System.Globalization;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Workbooks;

namespace Training.Bench;

/// <summary>A workbook of a hundred thousand rows in the official layout: time and the most memory that the process had.</summary>
internal static class ExportBench
{
    public const string Header = "| rows | seconds | MB file | MB memory at most |\n| --- | --- | --- | --- |";

    private const int Rows = 100_000, Counts = 12;

    public static string Take()
    {
        var path = Path.GetTempFileName();
        var clock = Stopwatch.StartNew();
        using (var file = File.Create(path))
        using (var book = new OfficialWorkbook(file, "由 林小月（P0001）于 2026-11-09 12:00 导出", "第 {0} 页，共 {1} 页"))
            book.Add(new("持证率", [.. Enumerable.Repeat(12d, Counts + 4)], 1, 0), Enumerable.Range(2, Rows).Select(row => (IReadOnlyList<SheetCell>)
            [
                new("新华路街道"), new("民政"), new("儿童主任"), .. Enumerable.Range(0, Counts).Select(n => new SheetCell(n * row, CellLook.Count)),
                SheetCell.RateOf(new Rate(row, 2 * row), SheetCell.Address(4, row), SheetCell.Address(5, row)),
            ]));
        var seconds = clock.Elapsed.TotalSeconds;
        var size = new FileInfo(path).Length / 1e6;
        File.Delete(path);
        using var process = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"| {Rows} | {seconds:0.0} | {size:0} | {process.PeakWorkingSet64 / 1e6:0} |");
    }
}
