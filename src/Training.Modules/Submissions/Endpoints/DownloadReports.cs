using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Submissions.City;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Queries;
using Training.Modules.Submissions.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.Endpoints;

/// <summary>The signed file of a submission and its spreadsheet, for the district and, of its own copies, for the city; each download is on the audit trail.</summary>
internal static class DownloadReports
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/console/reports/{key:length(4,7)}/{number:int}/{kind:regex(^(zip|xlsx)$)}", DistrictAsync).RequireAuthorization(SubmissionPermissions.SubmitReports);
        routes.MapGet("/console/city/reports/{reference:length(26)}/{kind:regex(^(zip|xlsx)$)}", CityAsync).RequireAuthorization(SubmissionPermissions.DecideReports);
    }

    private static async Task<IResult> DistrictAsync(
        string key, int number, string kind, HttpContext http, ReportPeriods periods, SubmissionList submissions, CurrentTenant tenant, AuditLog audit, TenantDb db, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || await periods.FindAsync(key, cancel) is not { } period || await submissions.FindAsync(period.Id, number, cancel) is not { } found) return Results.NotFound();
        return await SendAsync(http, kind, key, number, kind == "zip" ? ReportFile.Of(found) : null, found.Document, found.Hash, audit, db, cancel);
    }

    private static async Task<IResult> CityAsync(
        string reference, string kind, HttpContext http, CityDesk desk, CurrentTenant tenant, AuditLog audit, TenantDb db, CancellationToken cancel)
    {
        if (!tenant.Required.IsDefault || await desk.FindAsync(reference, cancel) is not { } found) return Results.NotFound();
        return await SendAsync(http, kind, found.PeriodKey, found.Number, kind == "zip" ? ReportFile.Of(found) : null, found.Document, found.Hash, audit, db, cancel);
    }

    private static async Task<IResult> SendAsync(HttpContext http, string kind, string key, int number, byte[]? zip, byte[] document, string hash, AuditLog audit, TenantDb db, CancellationToken cancel)
    {
        var report = ReportJson.Read<ReportDocument>(document) ?? throw new InvalidOperationException($"Report {key}/{number} holds no document.");
        var bytes = zip ?? Workbook(report, hash);
        audit.Add("Report", "Exported", key, $"下载 {report.District.Name} {key} 第 {number} 次报送的{(zip is null ? "表格" : "报送文件")}。");
        await db.SaveChangesAsync(cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(bytes, zip is null ? Xlsx : "application/zip", $"{report.District.Name}-{key}-{number}.{kind}");
    }

    private static byte[] Workbook(ReportDocument report, string hash)
    {
        using var stream = new MemoryStream();
        ReportWorkbook.Write(report, hash, stream);
        return stream.ToArray();
    }
}
