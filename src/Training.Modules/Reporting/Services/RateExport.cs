using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Workbooks;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Reporting.Services;

/// <summary>The rates of a day as xlsx. Written to a file first, so that nothing half is ever sent; each export is on the audit trail.</summary>
public sealed class RateExport(OwnRates rates, RatePeople people, ExportMarks marks, UnitOfWork unit, AuditLog audit, Text text, TimeProvider clock)
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="query">The selection of the page.</param>
    /// <param name="purpose">导出用途 of the names within the reader's scope; null = figures alone.</param>
    /// <returns>The file, which goes with its stream; null when the reader has no rates.</returns>
    public async Task<(Stream Content, string Name)?> WriteAsync(ClaimsPrincipal user, IQueryCollection query, string? purpose, CancellationToken cancel)
    {
        if (await rates.OpenAsync(AssignmentScope.Of(user), cancel) is not { } own) return null;
        var district = own.Unit;
        var selection = RateSelection.Read(query, clock.Today(), own.Selectable);
        var board = await rates.BoardAsync(own, await rates.TableAsync(own, selection.Day, cancel), own.Streets, selection, cancel);
        var names = purpose is null ? null : await people.PageAsync(selection, PeopleFilter.Required, own.Names, 0, RatePeople.ExportMax + 1, cancel);
        var complete = names is null || names.Count <= RatePeople.ExportMax;
        if (!complete) names = [.. names!.Take(RatePeople.ExportMax)];

        var file = new FileStream(Path.Combine(Path.GetTempPath(), "rates-" + Ids.New()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            var mark = await marks.OfAsync(user, purpose, cancel);
            var workbook = new RateWorkbook(board, selection, names, complete, mark.Moment, mark.Words, text);
            workbook.Write(file);
            await unit.RunAsync(() =>
            {
                audit.Add("Rates", "Exported", selection.DayText, $"导出截至 {selection.DayText} 的持证情况：统计 {workbook.FigureRows} 行{(names is null ? "，没有名单。" : $"，名单 {names.Count} 行。用途：{purpose}")}");
                return Task.CompletedTask;
            }, cancel);
            file.Position = 0;
            return (file, text["{0}持证情况{1}", district.Name, selection.DayText] + ".xlsx");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
