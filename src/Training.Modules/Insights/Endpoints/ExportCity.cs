using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Insights.Export;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Services;
using Training.Modules.Reporting;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Workbooks;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Modules.Insights.Endpoints;

/// <summary>The city's pages as xlsx or CSV, exactly what is on screen; no personal data, each export is on the audit trail of the city.</summary>
internal static class ExportCity
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/console/city/export", AllAsync).RequireAuthorization(ReportingPermissions.ExportCity);
        routes.MapGet("/console/city/{district}/export", DistrictAsync).RequireAuthorization(ReportingPermissions.ExportCity);
    }

    private static async Task<IResult> AllAsync(HttpContext http, CityRates city, MonthReports reports, CityExport export, CurrentTenant tenant, Text text, TimeProvider clock, CancellationToken cancel)
    {
        if (!tenant.Required.IsDefault) return Results.NotFound();
        var selection = new CitySelection(RateSelection.Read(http.Request.Query, clock.Today(), []));
        var figures = new CityFigures(await city.ReadAsync(selection.Day, cancel), selection.Role, selection.Line);
        var states = await reports.ReadAsync(selection.Day, cancel);
        return await export.SendAsync(http, "city", text["全市持证情况"], text["全市 {0} 个区", figures.Districts.Count], selection, top => new CityWorkbook(figures, states, top, text).Sheets(), figures.Districts.Count, cancel);
    }

    private static async Task<IResult> DistrictAsync(string district, HttpContext http, CityDistricts districts, CityExport export, CurrentTenant tenant, Text text, TimeProvider clock, CancellationToken cancel)
    {
        if (!tenant.Required.IsDefault) return Results.NotFound();
        var selection = new CitySelection(RateSelection.Read(http.Request.Query, clock.Today(), []));
        if (await districts.ReadAsync(district, selection, cancel) is not { } found) return Results.NotFound();
        var name = found.Streets.District.Name;
        return await export.SendAsync(http, district, text["{0} 各街镇持证情况", name], name, selection, top => new CityDistrictWorkbook(found, top, text).Sheets(), found.Streets.Streets.Count, cancel);
    }
}

/// <summary>Makes a file of the city's figures, writes the export down and sends it.</summary>
internal sealed class CityExport(ExportMarks marks, UnitOfWork unit, AuditLog audit, Text text)
{
    /// <param name="rows">Districts or streets, for the audit trail.</param>
    public async Task<IResult> SendAsync(
        HttpContext http, string subject, string title, string owner, CitySelection selection, Func<CityTop, IReadOnlyList<CitySheet>> sheets, int rows, CancellationToken cancel)
    {
        var csv = http.Request.Query["format"] == "csv";
        var mark = await marks.OfAsync(http.User, null, cancel);
        var file = CityFile.Write(sheets(new(title, owner, selection, mark.Moment, mark.Words, text)), csv, mark.Words, text);
        await unit.RunAsync(() =>
        {
            audit.Add("Rates", "Exported", subject, $"导出“{title}”{(csv ? "CSV" : "Excel")}，截至 {selection.Asked.DayText}，{rows} 行，只有人数。");
            return Task.CompletedTask;
        }, cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(file, CityFile.TypeOf(csv), $"{title.Replace(" ", "", StringComparison.Ordinal)}{selection.Asked.DayText}.{(csv ? "csv" : "xlsx")}");
    }
}
