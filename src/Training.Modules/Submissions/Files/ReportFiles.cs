using Training.Modules.Submissions.Documents;
using Training.Platform.Localization;

namespace Training.Modules.Submissions.Files;

/// <summary>The readable forms of a report, each as one reader is told it. The signed file itself is <see cref="ReportFile"/>.</summary>
public sealed class ReportFiles(ReportPdf pdf, Text text)
{
    public const string Kinds = "xlsx|pdf|csv";

    public static string TypeOf(string kind) => kind switch
    {
        "pdf" => "application/pdf", "csv" => "text/csv; charset=utf-8", "zip" => "application/zip", _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="mark">Who took it out and when.</param>
    public byte[] Write(string kind, DocumentView view, string mark)
    {
        if (kind == "pdf") return pdf.Write(view, mark);
        using var stream = new MemoryStream();
        if (kind == "csv") ReportCsv.Write(stream, view, mark, text);
        else ReportWorkbook.Write(stream, view, mark, text);
        return stream.ToArray();
    }
}
