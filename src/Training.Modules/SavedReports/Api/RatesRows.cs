using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Services;
using Training.Platform.Data;

namespace Training.Modules.SavedReports.Api;

/// <summary>Writes cells as rows of the data interface.</summary>
internal sealed class RatesRows(RatesRequest request, OrgUnit district, IReadOnlyDictionary<int, OrgUnit> units, RoleSchemes schemes)
{
    /// <summary>Units that the rows name.</summary>
    public static async Task<IReadOnlyDictionary<int, OrgUnit>> UnitsAsync(RatesRequest request, IReadOnlyList<FigureKey> keys, IReadOnlyList<OrgUnit> units, TenantDb db, CancellationToken cancel)
    {
        if (request.Level is "district" or "street") return units.ToDictionary(u => u.Id);
        var ids = keys.Select(k => k.First).Distinct().ToList();
        return await db.Set<OrgUnit>().AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, cancel);
    }

    public static string NameOf(Figure figure) => char.ToLowerInvariant(figure.ToString()[0]) + figure.ToString()[1..];

    public Dictionary<string, object?> Of(ReportCell cell)
    {
        // Those whose 居民区 or school is not known have no unit; a 街镇 that is none is the district's own.
        var unit = request.Level is "district" or "street" ? units.GetValueOrDefault(cell.Key.First) ?? district : units.GetValueOrDefault(cell.Key.First);
        var row = new Dictionary<string, object?> { ["unit"] = unit?.Code, ["unitName"] = unit?.Name };
        for (var i = 0; i < request.By.Count; i++)
        {
            var value = cell.Key[i + 1];
            switch (request.By[i])
            {
                case FigureDimension.Line: row["line"] = Slug.Of((Line)value); break;
                case FigureDimension.Role: row["role"] = Slug.Of((TrainingRole)value); break;
                case FigureDimension.SchoolKind: row["schoolKind"] = value == 0 ? null : Slug.Of((SchoolKind)value); break;
                case FigureDimension.Tenure: row["tenure"] = Slug.Of((TenureBand)value); break;
                default: row["scheme"] = SchemeOf(value); break;
            }
        }
        foreach (var figure in FigureFacts.Of(request.Query.Basis)) row[NameOf(figure)] = figure.Parts() is null && cell.Count(figure) is { } count ? count : cell.Text(figure);
        return row;
    }

    /// <summary>The scheme in force on the day; null = none.</summary>
    private object? SchemeOf(int role) => role == DimensionValues.NoScheme ? null
        : schemes.Of((TrainingRole)role).LastOrDefault(s => s.InForce(request.Query.Day)) is { } scheme ? new { role = Slug.Of((TrainingRole)role), title = scheme.Title, version = scheme.Version } : null;
}
