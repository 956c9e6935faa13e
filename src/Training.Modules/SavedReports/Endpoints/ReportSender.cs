using System.Globalization;
using Microsoft.AspNetCore.Http;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Workbooks;
using Training.Modules.SavedReports.Export;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.SavedReports.Endpoints;

/// <summary>Makes a report of one table or several for the one who asks and sends it; written to a file first, so that nothing half is ever sent.</summary>
internal sealed class ReportSender(ReportTables tables, ReportFile file, ExportMarks marks, UnitOfWork unit, AuditLog audit, Text text)
{
    public async Task<IResult> SendAsync(HttpContext http, string subject, string title, IReadOnlyList<ReportDefinition> definitions, ReportFormat format, CancellationToken cancel)
    {
        var made = new List<ReportTable>();
        foreach (var definition in definitions)
        {
            var (one, refusal) = await tables.MakeAsync(title, definition, FigureScope.Of(AssignmentScope.Of(http.User)), cancel);
            // The page of the report says why.
            if (one is null) return Results.Problem(title: text["这张报表现在导不出来"], detail: text[refusal!], statusCode: StatusCodes.Status409Conflict);
            made.Add(one);
        }
        var table = made[0];
        var mark = await marks.OfAsync(http.User, null, cancel);
        var output = new FileStream(Path.Combine(Path.GetTempPath(), "report-" + Ids.New()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            file.Write(output, format, made, mark.Moment, mark.Words);
            await unit.RunAsync(() =>
            {
                audit.Add("Report", "Exported", subject, $"导出“{table.Title}”{format}，截至 {table.Day:yyyy-MM-dd}，{made.Sum(t => t.Rows.Count)} 行，只有人数。");
                return Task.CompletedTask;
            }, cancel);
            output.Position = 0;
            http.Response.Headers.CacheControl = "private, no-store";
            return Results.File(output, ReportFile.TypeOf(format), ReportFile.NameOf(table, format));
        }
        catch
        {
            await output.DisposeAsync();
            throw;
        }
    }
}
