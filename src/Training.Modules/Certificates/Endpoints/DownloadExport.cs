using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Certificates.Export;
using Training.Modules.Certification;
using Training.Platform.AuditTrail;
using Training.Platform.Data;

namespace Training.Modules.Certificates.Endpoints;

/// <summary>GET /console/certificates/exports/{reference}.zip – for the account that ordered it, for seven days; 404 for everybody else.</summary>
internal static class DownloadExport
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/console/certificates/exports/{reference}.zip", HandleAsync).RequireAuthorization(CertificationPermissions.IssueCertificates);

    private static async Task<IResult> HandleAsync(
        string reference, ClaimsPrincipal user, HttpContext http, Exports exports, ExportFiles files, AuditLog audit, TenantDb db, CancellationToken cancel)
    {
        if (await exports.FindAsync(user, reference, cancel) is not { } export) return Results.NotFound();
        audit.Add("Certificate", "ExportFetched", export.Ref, $"下载了 {export.Done} 张证书的打包文件。");
        await db.SaveChangesAsync(cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(output => files.WriteZipAsync(reference, output, http.RequestAborted), "application/zip",
            $"培训合格证明-{ChinaTime.DayOf(export.OrderedUtc):yyyy-MM-dd}-{export.Done}.zip");
    }
}
