using System.Globalization;
using Microsoft.AspNetCore.Http;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.SavedReports.Figures;

namespace Training.Modules.SavedReports.Api;

/// <summary>What an address of the data interface asks for.</summary>
/// <param name="By">Dimensions beside the unit.</param>
internal sealed record RatesRequest(FigureQuery Query, string Level, string Basis, IReadOnlyList<FigureDimension> By, int Page)
{
    private static readonly FigureDimension[] Choices = [FigureDimension.Line, FigureDimension.Role, FigureDimension.Scheme, FigureDimension.SchoolKind, FigureDimension.Tenure];

    /// <summary>The whole district is the total over the streets, so that both hide the same.</summary>
    private bool IsDistrict => Level == "district";

    /// <returns>The request, or a Chinese message which parameter is wrong.</returns>
    public static (RatesRequest? Request, string? Refusal) Read(IQueryCollection query, DateOnly today, IReadOnlyList<OrgUnit> units)
    {
        var day = today;
        if (query["date"].ToString() is { Length: > 0 } date && (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            || day < RateSelection.First || day > today.AddYears(RateSelection.YearsAhead))) return (null, "date 要写成 2026-11-30 这样，2000 年以后、三年以内。");
        if (Choice(query["level"], "street", ["district", "street", "neighborhood", "school"]) is not { } level) return (null, "level 只能是 district、street、neighborhood 或 school。");
        if (Choice(query["basis"], "assignment", ["assignment", "person"]) is not { } basis) return (null, "basis 只能是 assignment 或 person。");
        if (Listed<Line>(query["line"]) is not { } lines) return (null, "没有这个 line，请看 /api/v1/definitions。");
        if (Listed<TrainingRole>(query["role"]) is not { } roles) return (null, "没有这个 role，请看 /api/v1/definitions。");
        if (Listed<SchoolKind>(query["school-kind"]) is not { } kinds) return (null, "没有这个 school-kind，请看 /api/v1/definitions。");
        if (Listed<TenureBand>(query["tenure"]) is not { } tenures) return (null, "没有这个 tenure，请看 /api/v1/definitions。");
        var codes = Words(query["unit"]);
        var streets = units.Where(u => u.Kind != OrgUnitKind.District && codes.Contains(u.Code)).Select(u => u.Id).ToList();
        if (streets.Count != codes.Count) return (null, "没有这个 unit，请写街镇代码，见 /api/v1/units。");
        var asked = Listed<FigureDimension>(query["by"]);
        if (asked is null || asked.Except(Choices).Any() || asked.Count > 2) return (null, "by 最多写两项：line、role、scheme、school-kind、tenure。");
        if (asked.Count == 0) asked = basis == "person" ? [lines.Count > 0 ? FigureDimension.Line : FigureDimension.Role] : [FigureDimension.Role, FigureDimension.Line];
        if (!int.TryParse(query["page"].ToString() is { Length: > 0 } p ? p : "1", CultureInfo.InvariantCulture, out var page) || page is < 1 or > 100_000) return (null, "page 从 1 开始。");
        var unit = level switch { "neighborhood" => FigureDimension.Neighborhood, "school" => FigureDimension.School, _ => FigureDimension.Street };
        var counted = new FigureQuery(basis == "person" ? CountBasis.Person : CountBasis.Assignment, day, [unit, .. asked],
            new() { Streets = streets, Lines = lines, Roles = roles, SchoolKinds = kinds, Tenures = tenures });
        return (new(counted, level, basis, asked, page), null);
    }

    /// <summary>In a fixed order, so that pages do not overlap.</summary>
    public List<FigureKey> KeysOf(FigureTable table) =>
        [.. (IsDistrict ? table.Keys.Select(k => k.TotalOver(1)).Distinct() : table.Keys).OrderBy(k => k.First).ThenBy(k => k.Second).ThenBy(k => k.Third)];

    private static string? Choice(string? text, string ifNone, string[] values) => string.IsNullOrEmpty(text) ? ifNone : values.Contains(text) ? text : null;

    private static List<string> Words(string? text) => [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    /// <summary>Null when one of them is unknown.</summary>
    private static List<T>? Listed<T>(string? text) where T : struct, Enum
    {
        var found = Words(text).Select(w => Slug.Parse<T>(w)).ToList();
        return found.Contains(null) ? null : [.. found.Select(f => f!.Value)];
    }
}
