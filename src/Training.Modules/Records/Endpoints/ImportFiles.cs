using System.Globalization;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Training.Modules.Records.Import;
using Training.Modules.Records.Services;
using Training.Platform.Localization;

namespace Training.Modules.Records.Endpoints;

/// <summary>GET /console/records/import/template.csv|.xlsx, and the faults of an uploaded file as CSV.</summary>
internal static class ImportFiles
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/console/records/import/template.csv", () => CsvFile([ImportColumns.All, .. ImportColumns.Examples], "evidence-template.csv"))
            .RequireAuthorization(RecordPermissions.KeepRecords);
        routes.MapGet("/console/records/import/template.xlsx", Workbook).RequireAuthorization(RecordPermissions.KeepRecords);
        routes.MapGet("/console/records/import/{reference:length(26)}/problems.csv", async (
            string reference, HttpContext http, ImportDesk desk, Text text, CancellationToken cancel) =>
                await desk.FindAsync(http.User, reference, cancel) is { AppliedUtc: null } import && await desk.PlanAsync(http.User, import, cancel) is { } plan
                    ? CsvFile([[text["行"], text["列"], text["现在写的"], text["怎么改"]],
                        .. plan.Problems.Select(p => (IReadOnlyList<string>)[p.Row.ToString(CultureInfo.InvariantCulture), p.Column, p.Value, text[p.Message]])], "problems.csv")
                    : Results.NotFound()).RequireAuthorization(RecordPermissions.KeepRecords);
    }

    private static IResult Workbook(ClaimsPrincipal user, RecordScope scope)
    {
        // Written by position: MiniExcel takes the keys of a row as its columns.
        var rows = new[] { ImportColumns.All }.Concat(ImportColumns.Examples)
            .Select(r => r.Select((cell, i) => (Key: ((char)('A' + i)).ToString(), cell)).ToDictionary(c => c.Key, c => (object)c.cell)).ToList();
        var kinds = scope.InFiles(user);
        var help = ImportColumns.All.Select(c => new Dictionary<string, object> { ["A"] = c, ["B"] = ImportColumns.Help(c, kinds) }).ToList();
        var stream = new MemoryStream();
        stream.SaveAs(new Dictionary<string, object> { ["学习记录"] = rows, ["怎么填"] = help }, printHeader: false,
            configuration: new OpenXmlConfiguration { TableStyles = TableStyles.None, AutoFilter = false });
        return Results.File(stream.ToArray(), Xlsx, "evidence-template.xlsx");
    }

    /// <summary>With the mark by which spreadsheet programs know UTF-8; a cell that would run as a formula is quoted as text.</summary>
    private static IResult CsvFile(IEnumerable<IReadOnlyList<string>> rows, string name)
    {
        var csv = new StringBuilder("\uFEFF");
        foreach (var row in rows) csv.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return Results.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", name);
    }

    private static string Cell(string value)
    {
        if (value.Length > 0 && value[0] is '=' or '+' or '-' or '@') value = "'" + value;
        return value.IndexOfAny([',', '"', '\n', '\r']) < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
