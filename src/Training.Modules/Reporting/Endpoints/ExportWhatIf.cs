using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Simulation;
using Training.Modules.Reporting.Workbooks;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Endpoints;

/// <summary>The names of the newest simulation of a draft as xlsx, within the reader's scope and street by street where wanted; on the audit trail.</summary>
internal static class ExportWhatIf
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/console/schemes/{reference:length(26)}/what-if/export", RunAsync).RequireAuthorization(ReportingPermissions.ViewRates).RequireAuthorization(ReportingPermissions.ExportRates);

    private static async Task<IResult> RunAsync(
        string reference, HttpContext http, DraftDesk drafts, WhatIfDesk desk, WhatIfNames names, PeopleDirectory directory, UnitOfWork unit, AuditLog audit, CurrentTenant tenant,
        Text text, TimeProvider clock, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || await drafts.FindAsync(reference, cancel) is not { Draft: var draft } || await desk.LatestAsync(reference, cancel) is not { } order
            || WhatIfDesk.Read(order) is not { } result) return Results.NotFound();
        var units = await directory.ReportingUnitsAsync(cancel);
        var scope = AssignmentScope.Of(http.User);
        var street = units.FirstOrDefault(u => u.Code == http.Request.Query["street"]);
        var turns = WhatIfNames.Of(result, scope, street?.Id);
        var people = await names.ReadAsync(turns.Take(WhatIfNames.ExportMax), scope, cancel);
        var generated = ChinaTime.Local(clock.UtcNow()).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var staffNo = http.User.PersonId() is { } id ? (await directory.FindAsync(id, cancel))?.StaffNo ?? "" : "";
        var mark = ExportMark.Of(text, http.User.Name(), staffNo, generated);
        var file = new FileStream(Path.Combine(Path.GetTempPath(), "what-if-" + Ids.New()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            using (var book = new OfficialWorkbook(file, mark, text["第 {0} 页，共 {1} 页", "{0}", "{1}"]))
            {
                book.Add(new(text["名单"], [12, 14, 16, 14, 16, 60], 6, 6), Rows());
                book.Add(new(text["口径说明"], [20, 100], 1, 0), Definitions(text));
            }
            await unit.RunAsync(() =>
            {
                audit.Add("Scheme", "WhatIfExported", reference, $"导出草案《{draft.Title}》的试算名单，{result.From:yyyy-MM-dd} 起施行，{street?.Name ?? "全部街镇"}，{people.Count} 行。");
                return Task.CompletedTask;
            }, cancel);
            file.Position = 0;
            http.Response.Headers.CacheControl = "private, no-store";
            return Results.File(file, Xlsx, text["试算名单{0}", result.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)] + ".xlsx");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        IEnumerable<IReadOnlyList<SheetCell>> Rows()
        {
            var streets = units.ToDictionary(u => u.Id, u => u.Name);
            yield return [new(text["草案《{0}》试算名单", result.Title], CellLook.Title)];
            yield return [new(text["{0}，{1} 起施行，按 {2} 的名册推算", text[result.Role.Title()], text.Date(result.From), text.Date(result.Today)], CellLook.Note)];
            yield return [new(text["街镇：{0}", street?.Name ?? text["全部街镇"]], CellLook.Note)];
            yield return [new(text["限本人范围。每个街镇每条线最多列 {0} 人次，其余只计数。", WhatIfRun.NamesKept], CellLook.Note)];
            yield return [new(mark, CellLook.Faint)];
            yield return [.. new[] { "姓名", "工号", "街镇", "日期", "变动", "原因" }.Select(h => new SheetCell(text[h], CellLook.Head))];
            foreach (var p in people)
                yield return [new(p.Name), new(p.StaffNo), new(streets.GetValueOrDefault(p.UnitId, "")), new(p.Turn.On, CellLook.Day), new(text.Change(p.Turn)), new(text.Reason(p.Turn), CellLook.Wrapped)];
        }
    }

    private static IEnumerable<IReadOnlyList<SheetCell>> Definitions(Text text)
    {
        yield return [new(text["指标"], CellLook.Head), new(text["口径"], CellLook.Head)];
        foreach (var (name, words) in Enum.GetValues<WhatIfChange>().Select(WhatIfDefinitions.Of)) yield return [new(text[name], CellLook.Wrapped), new(text[words], CellLook.Wrapped)];
    }
}
