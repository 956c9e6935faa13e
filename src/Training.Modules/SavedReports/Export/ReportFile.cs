using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.Localization;

namespace Training.Modules.SavedReports.Export;

/// <summary>Writes a report in one of the forms in which it leaves the house.</summary>
public sealed class ReportFile(ReportPdf pdf, Text text)
{
    public static string TypeOf(ReportFormat format) => format switch
    {
        ReportFormat.Pdf => "application/pdf",
        ReportFormat.Csv => "text/csv; charset=utf-8",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    public static string EndingOf(ReportFormat format) => format switch { ReportFormat.Pdf => ".pdf", ReportFormat.Csv => ".csv", _ => ".xlsx" };

    /// <summary>Without signs that a file's name may not bear.</summary>
    public static string NameOf(ReportTable table, ReportFormat format)
    {
        var title = string.Concat(table.Title.Where(c => !char.IsControl(c) && !"\\/:*?\"<>|".Contains(c, StringComparison.Ordinal))).Trim('.', ' ');
        return $"{title}-{table.Day:yyyy-MM-dd}{EndingOf(format)}";
    }

    /// <param name="tables">Of one day and title; mostly one, of the dashboard one of each basis.</param>
    /// <param name="generated">When, as a clock in China shows it.</param>
    /// <param name="mark">Who took it out.</param>
    public void Write(Stream stream, ReportFormat format, IReadOnlyList<ReportTable> tables, string generated, string mark)
    {
        switch (format)
        {
            case ReportFormat.Pdf: stream.Write(pdf.Write(tables, generated, mark)); break;
            case ReportFormat.Csv: ReportCsv.Write(stream, tables, generated, mark, text); break;
            default: ReportWorkbook.Write(stream, tables, generated, mark, text); break;
        }
    }
}
