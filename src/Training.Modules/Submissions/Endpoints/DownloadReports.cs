using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Workbooks;
using Training.Modules.Submissions.City;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Files;
using Training.Modules.Submissions.Queries;
using Training.Modules.Submissions.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.Endpoints;

/// <summary>
/// A report as spreadsheet, PDF or CSV within what the reader is told, and the signed file itself: for the district and, of its own
/// copies, for the city (docs/decisions/0018). Each download is on the audit trail, and readable files bear who took them out.
/// </summary>
internal static class DownloadReports
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        const string district = "/console/reports/{key:length(4,7)}/{number:int}/", city = "/console/city/reports/{reference:length(26)}/", readable = "{kind:regex(^(" + ReportFiles.Kinds + ")$)}";
        routes.MapGet(district + readable, DistrictAsync).RequireAuthorization(SubmissionPermissions.SubmitReports);
        routes.MapGet(district + "zip", DistrictFileAsync).RequireAuthorization(SubmissionPermissions.SubmitReports);
        routes.MapGet(city + readable, CityAsync).RequireAuthorization(SubmissionPermissions.DecideReports);
        routes.MapGet(city + "zip", CityFileAsync).RequireAuthorization(SubmissionPermissions.KeepReports);
    }

    private static async Task<IResult> DistrictAsync(
        string key, int number, string kind, HttpContext http, ReportPeriods periods, SubmissionList submissions, ReportReaders readers, CurrentTenant tenant, ReportSender sender, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || await periods.FindAsync(key, cancel) is not { } period || await submissions.ViewAsync(period.Id, number, await readers.OfAsync(http.User, cancel), cancel) is not { } view)
            return Results.NotFound();
        return await sender.SendAsync(http, kind, key, view, cancel);
    }

    private static async Task<IResult> DistrictFileAsync(string key, int number, HttpContext http, ReportPeriods periods, SubmissionList submissions, CurrentTenant tenant, ReportSender sender, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || await periods.FindAsync(key, cancel) is not { } period || await submissions.FindAsync(period.Id, number, cancel) is not { } found) return Results.NotFound();
        return await sender.SendAsync(http, "zip", key, Named(found.Document), number, ReportFile.Of(found), cancel);
    }

    private static async Task<IResult> CityAsync(string reference, string kind, HttpContext http, CityDesk desk, CurrentTenant tenant, ReportSender sender, CancellationToken cancel)
    {
        if (!tenant.Required.IsDefault || await desk.FindAsync(reference, cancel) is not { } found) return Results.NotFound();
        return await sender.SendAsync(http, kind, found.PeriodKey, await desk.ViewAsync(found, cancel), cancel);
    }

    private static async Task<IResult> CityFileAsync(string reference, HttpContext http, CityDesk desk, CurrentTenant tenant, ReportSender sender, CancellationToken cancel)
    {
        if (!tenant.Required.IsDefault || await desk.FindAsync(reference, cancel) is not { } found) return Results.NotFound();
        return await sender.SendAsync(http, "zip", found.PeriodKey, found.DistrictName, found.Number, ReportFile.Of(found), cancel);
    }

    private static string Named(byte[] document) => ReportJson.Read<ReportDocument>(document)?.District.Name ?? "report";
}

/// <summary>Sends a file and writes the download down.</summary>
internal sealed class ReportSender(ReportFiles files, ExportMarks marks, AuditLog audit, TenantDb db)
{
    public async Task<IResult> SendAsync(HttpContext http, string kind, string key, DocumentView view, CancellationToken cancel)
    {
        var mark = (await marks.OfAsync(http.User, null, cancel)).Words;
        return await SendAsync(http, kind, key, view.Document.District.Name, view.Document.Number, files.Write(kind, view, mark), cancel);
    }

    public async Task<IResult> SendAsync(HttpContext http, string kind, string key, string district, int number, byte[] bytes, CancellationToken cancel)
    {
        audit.Add("Report", "Exported", key, $"下载 {district} {key} 第 {number} 次报送的{(kind == "zip" ? "报送文件" : kind + " 表格")}。");
        await db.SaveChangesAsync(cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(bytes, ReportFiles.TypeOf(kind), $"{district}-{key}-{number}.{kind}");
    }
}
