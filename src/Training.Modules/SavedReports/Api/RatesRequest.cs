using System.Globalization;
using Microsoft.AspNetCore.Http;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.SavedReports.Figures;

namespace Training.Modules.SavedReports.Api;

/// <summary>Why an address is not answered.</summary>
/// <param name="Detail">Chinese source string: which parameter, and what to do.</param>
/// <param name="NotFound">A limited token is told the same of what does not exist and of what lies outside its scope.</param>
internal sealed record ApiRefusal(string Detail, bool NotFound = false);

/// <summary>What an address of the data interface asks for, narrowed to the token's scope.</summary>
/// <param name="By">Dimensions beside the unit.</param>
internal sealed record RatesRequest(FigureQuery Query, string Level, string Basis, IReadOnlyList<FigureDimension> By, int Page)
{
    private static readonly FigureDimension[] Choices = [FigureDimension.Line, FigureDimension.Role, FigureDimension.Scheme, FigureDimension.SchoolKind, FigureDimension.Tenure];

    /// <summary>The whole district is the total over the streets, so that both hide the same.</summary>
    private bool IsDistrict => Level == "district";

    /// <param name="units">All of the district; those outside the scope are not found.</param>
    public static (RatesRequest? Request, ApiRefusal? Refusal) Read(IQueryCollection query, DateOnly today, IReadOnlyList<OrgUnit> units, TokenScope scope)
    {
        var (request, detail) = Read(query, today);
        if (request is null) return (null, new(detail!));
        var codes = Words(query["unit"]);
        var streets = units.Where(u => u.Kind != OrgUnitKind.District && scope.Has(u) && codes.Contains(u.Code)).Select(u => u.Id).ToList();
        if (streets.Count != codes.Count)
            return (null, scope.LimitsUnits ? new("没有这个 unit，或者不在这个令牌的范围内。能读的见 /api/v1/units。", NotFound: true) : new("没有这个 unit，请写街镇代码，见 /api/v1/units。"));
        var filter = request.Query.Filter;
        if (filter.Lines.Any(l => !scope.Has(l))) return (null, new("这个 line 不在这个令牌的范围内。范围见 /api/v1/units 里的 scope。", NotFound: true));
        if (request.IsDistrict && scope.LimitsUnits) return (null, new("这个令牌只能读部分街镇，没有全区的数。level 请写 street、neighborhood 或 school。", NotFound: true));
        filter = filter with { Streets = streets.Count > 0 ? streets : [.. scope.Streets.Order()], Lines = filter.Lines.Count > 0 ? filter.Lines : [.. scope.Lines.Order()] };
        return (request with { Query = request.Query with { Filter = filter } }, null);
    }

    /// <returns>The request without units, or a Chinese message which parameter is wrong.</returns>
    private static (RatesRequest? Request, string? Refusal) Read(IQueryCollection query, DateOnly today)
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
        var asked = Listed<FigureDimension>(query["by"]);
        if (asked is null || asked.Except(Choices).Any() || asked.Count > 2) return (null, "by 最多写两项：line、role、scheme、school-kind、tenure。");
        if (asked.Count == 0) asked = basis == "person" ? [lines.Count > 0 ? FigureDimension.Line : FigureDimension.Role] : [FigureDimension.Role, FigureDimension.Line];
        if (!int.TryParse(query["page"].ToString() is { Length: > 0 } p ? p : "1", CultureInfo.InvariantCulture, out var page) || page is < 1 or > 100_000) return (null, "page 从 1 开始。");
        var unit = level switch { "neighborhood" => FigureDimension.Neighborhood, "school" => FigureDimension.School, _ => FigureDimension.Street };
        var counted = new FigureQuery(basis == "person" ? CountBasis.Person : CountBasis.Assignment, day, [unit, .. asked],
            new() { Lines = lines, Roles = roles, SchoolKinds = kinds, Tenures = tenures });
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
