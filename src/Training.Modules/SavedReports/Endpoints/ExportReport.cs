using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Queries;
using Training.Modules.SavedReports.Delivery;
using Training.Modules.SavedReports.Export;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Localization;
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
            ? await sender.SendAsync(http, report.Ref, report.Title, [ReportDefinition.Parse(report.DefinitionJson)], FormatOf(http), cancel) : Results.NotFound();

    /// <summary>What the page of rates shows, by 街镇 and 岗位.</summary>
    private static async Task<IResult> DashboardAsync(HttpContext http, ReportSender sender, PeopleDirectory directory, CurrentTenant tenant, Text text, TimeProvider clock, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault) return Results.NotFound();
        var selection = RateSelection.Read(http.Request.Query, clock.Today(), await directory.ReportingUnitsAsync(cancel));
        return await sender.SendAsync(http, "dashboard", text["持证情况"], DashboardReport.Of(selection), FormatOf(http), cancel);
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
