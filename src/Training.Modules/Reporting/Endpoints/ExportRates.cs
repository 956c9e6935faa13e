using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Reporting.Services;

namespace Training.Modules.Reporting.Endpoints;

/// <summary>The rates of a day as xlsx, without names: those are taken out with a purpose, on the page.</summary>
internal static class ExportRates
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/console/rates/export", async (HttpContext http, RateExport export, CancellationToken cancel) =>
        await export.WriteAsync(http.User, http.Request.Query, null, cancel) is { } made ? Results.File(made.Content, RateExport.Type, made.Name) : Results.NotFound())
        .RequireAuthorization(ReportingPermissions.ExportRates);
}
