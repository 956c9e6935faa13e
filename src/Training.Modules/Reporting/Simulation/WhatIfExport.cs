using System.Globalization;
using System.Security.Claims;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Workbooks;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Reporting.Simulation;

/// <summary>The names of the newest simulation of a draft as xlsx, within the reader's scope and street by street where wanted; on the audit trail.</summary>
public sealed class WhatIfExport(WhatIfNames names, PeopleDirectory directory, ExportMarks marks, UnitOfWork unit, AuditLog audit, Text text)
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="streetCode">Division code; null = all streets.</param>
    /// <param name="purpose">导出用途.</param>
    /// <returns>The file, which goes with its stream.</returns>
    public async Task<(Stream Content, string Name)> WriteAsync(ClaimsPrincipal user, SchemeDraft draft, WhatIfResult result, string? streetCode, string purpose, CancellationToken cancel)
    {
        var units = await directory.ReportingUnitsAsync(cancel);
        var scope = AssignmentScope.Of(user);
        var street = units.FirstOrDefault(u => u.Code == streetCode);
        var turns = WhatIfNames.Of(result, scope, street?.Id);
        var people = await names.ReadAsync(turns.Take(WhatIfNames.ExportMax), scope, cancel);
        var mark = (await marks.OfAsync(user, purpose, cancel)).Words;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), "what-if-" + Ids.New()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            using (var book = new OfficialWorkbook(file, mark, text["第 {0} 页，共 {1} 页", "{0}", "{1}"]))
            {
                book.Add(new(text["名单"], [12, 14, 16, 14, 16, 60], 6, 6), Rows());
                book.Add(new(text["口径说明"], [20, 100], 1, 0), Definitions());
            }
            await unit.RunAsync(() =>
            {
                audit.Add("Scheme", "WhatIfExported", draft.Ref, $"导出草案《{draft.Title}》的试算名单，{result.From:yyyy-MM-dd} 起施行，{street?.Name ?? "全部街镇"}，{people.Count} 行。用途：{purpose}");
                return Task.CompletedTask;
            }, cancel);
            file.Position = 0;
            return (file, text["试算名单{0}", result.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)] + ".xlsx");
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

    private IEnumerable<IReadOnlyList<SheetCell>> Definitions()
    {
        yield return [new(text["指标"], CellLook.Head), new(text["口径"], CellLook.Head)];
        foreach (var (name, words) in Enum.GetValues<WhatIfChange>().Select(WhatIfDefinitions.Of)) yield return [new(text[name], CellLook.Wrapped), new(text[words], CellLook.Wrapped)];
    }
}
