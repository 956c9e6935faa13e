using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Workbooks;
using Training.Modules.SavedReports.Delivery;
using Training.Modules.SavedReports.Export;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Modules.SavedReports.Endpoints;

/// <summary>A saved report, the dashboard or a delivered file as a download; each is on the audit trail and bears who took it out.</summary>
internal static class ExportReport
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/console/saved-reports/{reference:length(26)}/export", SavedAsync).RequireAuthorization(SavedReportPermissions.BuildReports);
        routes.MapGet("/console/saved-reports/dashboard", DashboardAsync).RequireAuthorization(SavedReportPermissions.BuildReports);
        routes.MapGet("/console/saved-reports/deliveries/{reference:length(26)}", DeliveredAsync).RequireAuthorization(SavedReportPermissions.BuildReports);
    }

    private static async Task<IResult> SavedAsync(string reference, HttpContext http, SavedReportDesk desk, ReportSender sender, CancellationToken cancel) =>
        await desk.FindAsync(http.User, reference, cancel) is { } report
            ? await sender.SendAsync(http, report.Ref, report.Title, ReportDefinition.Parse(report.DefinitionJson), FormatOf(http), cancel) : Results.NotFound();

    /// <summary>What the page of rates shows, by 街镇 and 岗位.</summary>
    private static async Task<IResult> DashboardAsync(HttpContext http, ReportSender sender, PeopleDirectory directory, CurrentTenant tenant, Text text, TimeProvider clock, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault) return Results.NotFound();
        var selection = RateSelection.Read(http.Request.Query, clock.Today(), await directory.ReportingUnitsAsync(cancel));
        var definition = new ReportDefinition
        {
            Figures =
            [
                Figure.InPost, Figure.Excluded, Figure.Required, Figure.Completed, Figure.Certified, Figure.ExpiringSoon, Figure.Expired, Figure.NeverCertified,
                Figure.RevokedOrSuspended, Figure.Exempt, Figure.CompletionRate, Figure.CertificationRate,
            ],
            Rows = [FigureDimension.Street, FigureDimension.Role], Filter = new() { Lines = selection.Line is { } line ? [line] : [] }, Day = ReportDay.Fixed, FixedDay = selection.Day,
        };
        return await sender.SendAsync(http, "dashboard", text["持证情况"], definition, FormatOf(http), cancel);
    }

    private static async Task<IResult> DeliveredAsync(string reference, HttpContext http, DeliveryDesk desk, DeliveryFiles files, AuditLog audit, TenantDb db, CancellationToken cancel)
    {
        if (await desk.FindAsync(http.User, reference, cancel) is not { } delivery) return Results.NotFound();
        audit.Add("Report", "DeliveryFetched", delivery.Ref, $"下载定期报表 {delivery.FileName}。");
        await db.SaveChangesAsync(cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(files.PathOf(delivery), ReportFile.TypeOf(delivery.Format), delivery.FileName);
    }

    private static ReportFormat FormatOf(HttpContext http) =>
        Enum.TryParse<ReportFormat>(http.Request.Query["format"], ignoreCase: true, out var format) && Enum.IsDefined(format) ? format : ReportFormat.Xlsx;
}

/// <summary>Makes a report for the one who asks and sends it; written to a file first, so that nothing half is ever sent.</summary>
internal sealed class ReportSender(ReportTables tables, ReportFile file, PeopleDirectory directory, UnitOfWork unit, AuditLog audit, Text text, TimeProvider clock)
{
    public async Task<IResult> SendAsync(HttpContext http, string subject, string title, ReportDefinition definition, ReportFormat format, CancellationToken cancel)
    {
        var (table, refusal) = await tables.MakeAsync(title, definition, FigureScope.Of(AssignmentScope.Of(http.User)), cancel);
        // The page of the report says why.
        if (table is null) return Results.Problem(title: text["这张报表现在导不出来"], detail: text[refusal!], statusCode: StatusCodes.Status409Conflict);
        var generated = ChinaTime.Local(clock.UtcNow()).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var staffNo = http.User.PersonId() is { } id ? (await directory.FindAsync(id, cancel))?.StaffNo ?? "" : "";
        var output = new FileStream(Path.Combine(Path.GetTempPath(), "report-" + Ids.New()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            file.Write(output, format, table, generated, ExportMark.Of(text, http.User.Name(), staffNo, generated));
            await unit.RunAsync(() =>
            {
                audit.Add("Report", "Exported", subject, $"导出“{table.Title}”{format}，截至 {table.Day:yyyy-MM-dd}，{table.Rows.Count} 行，只有人数。");
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
