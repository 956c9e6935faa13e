using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Modules.Reporting.Workbooks;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Reporting.Endpoints;

/// <summary>The rates of a day as xlsx. Written to a file first, so that nothing half is ever sent; each export is on the audit trail.</summary>
internal static class ExportRates
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/console/rates/export", RunAsync).RequireAuthorization(ReportingPermissions.ExportRates);

    private static async Task<IResult> RunAsync(
        HttpContext http, OwnRates rates, RatePeople people, PeopleDirectory directory, UnitOfWork unit, AuditLog audit,
        Text text, TimeProvider clock, CancellationToken cancel)
    {
        if (await rates.OpenAsync(AssignmentScope.Of(http.User), cancel) is not { } own) return Results.NotFound();
        var district = own.Unit;
        var selection = RateSelection.Read(http.Request.Query, clock.Today(), own.Selectable);
        var board = await rates.BoardAsync(own, await rates.TableAsync(own, selection.Day, cancel), own.Streets, selection, cancel);
        var names = await people.PageAsync(selection, PeopleFilter.Required, own.Names, 0, RatePeople.ExportMax + 1, cancel);
        var complete = names.Count <= RatePeople.ExportMax;
        if (!complete) names = [.. names.Take(RatePeople.ExportMax)];

        var file = new FileStream(Path.Combine(Path.GetTempPath(), "rates-" + Ids.New()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            var generated = ChinaTime.Local(clock.UtcNow()).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            var staffNo = http.User.PersonId() is { } id ? (await directory.FindAsync(id, cancel))?.StaffNo ?? "" : "";
            var workbook = new RateWorkbook(board, selection, names, complete, generated, ExportMark.Of(text, http.User.Name(), staffNo, generated), text);
            workbook.Write(file);
            await unit.RunAsync(() =>
            {
                audit.Add("Rates", "Exported", selection.DayText, $"导出截至 {selection.DayText} 的持证情况：统计 {workbook.FigureRows} 行，名单 {names.Count} 行。");
                return Task.CompletedTask;
            }, cancel);
            file.Position = 0;
            return Results.File(file, Xlsx, text["{0}持证情况{1}", district.Name, selection.DayText] + ".xlsx");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
