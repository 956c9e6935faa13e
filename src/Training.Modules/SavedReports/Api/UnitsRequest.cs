using System.Globalization;
using Microsoft.AspNetCore.Http;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Queries;

namespace Training.Modules.SavedReports.Api;

/// <summary>Which units an address of the data interface asks for.</summary>
internal sealed record UnitsRequest(DateOnly Day, string Level, int Page)
{
    public IReadOnlyList<OrgUnitKind> Kinds => Level switch
    {
        "neighborhood" => [OrgUnitKind.Neighborhood],
        "school" => [OrgUnitKind.School, OrgUnitKind.Agency],
        _ => [OrgUnitKind.District, OrgUnitKind.SubDistrict, OrgUnitKind.Zone],
    };

    /// <summary>Schools and agencies are managed by a line.</summary>
    public bool OfLines => Level == "school";

    /// <returns>The request, or a Chinese message which parameter is wrong.</returns>
    public static (UnitsRequest? Request, string? Refusal) Read(IQueryCollection query, DateOnly today)
    {
        var day = today;
        if (query["date"].ToString() is { Length: > 0 } date && (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            || day < RateSelection.First || day > today.AddYears(RateSelection.YearsAhead))) return (null, "date 要写成 2026-11-30 这样，2000 年以后、三年以内。");
        var level = query["level"].ToString() is { Length: > 0 } asked ? asked : "street";
        if (level is not ("street" or "neighborhood" or "school")) return (null, "level 只能是 street、neighborhood 或 school。");
        return int.TryParse(query["page"].ToString() is { Length: > 0 } p ? p : "1", CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= 100_000 ? (new(day, level, page), null) : (null, "page 从 1 开始。");
    }
}
