using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Models;

namespace Training.Modules.SavedReports.Services;

/// <summary>Finds what of a table a reader is not told: what the dashboard hides, and what this table needs beside it.</summary>
public sealed class FigureHidings(RateQuery rates, PeopleDirectory directory)
{
    public async Task<FigureHiding> OfAsync(FigureTable table, FigureScope scope, CancellationToken cancel)
    {
        if (scope.CoversAll) return FigureHiding.Nothing;
        if (table.Hidings.TryGetValue(scope.ToString(), out var found)) return found;
        var query = table.Query;
        var units = await directory.ReportingUnitsAsync(cancel);
        // Without a district nobody is counted.
        if (units.FirstOrDefault(u => u.Kind == OrgUnitKind.District) is not { } district) return FigureHiding.Of(table, _ => false, _ => false);
        var day = await rates.TableAsync(query.Day, cancel);
        var onDashboard = OnDashboard(query, scope, day, district, units);
        return table.Hidings.GetOrAdd(scope.ToString(), _ => FigureHiding.Of(table, k => scope.Covers(query, k, (street, role) => day.LinesOf(street ?? district.Id, role)), onDashboard));
    }

    private static Func<FigureKey, bool> OnDashboard(FigureQuery query, FigureScope scope, RateTable table, OrgUnit district, IReadOnlyList<OrgUnit> units)
    {
        var filter = query.Filter;
        if (filter.SchoolKinds.Count + filter.Tenures.Count > 0) return _ => false;
        var small = new SmallCells((street, role, line) => table.Of(street ?? district.Id, role, line).Required,
            [.. units.Where(u => u.Kind != OrgUnitKind.District).Select(u => u.Id)], [.. RoleFacts.All.Union(table.RolesAt(district.Id))], scope.CoversAll, scope.Streets, scope.Lines);
        return key =>
        {
            int? street = filter.Streets.Count == 1 ? filter.Streets[0] : null, role = filter.Roles.Count == 1 ? (int)filter.Roles[0] : null, line = filter.Lines.Count == 1 ? (int)filter.Lines[0] : null;
            bool anyStreet = filter.Streets.Count < 2, anyRole = filter.Roles.Count < 2, anyLine = filter.Lines.Count < 2;
            for (var i = 0; i < query.By.Count; i++)
            {
                if (key[i] == FigureKey.All) continue;
                switch (query.By[i])
                {
                    case FigureDimension.District: break;
                    case FigureDimension.Street: (street, anyStreet) = (key[i], true); break;
                    case FigureDimension.Line: (line, anyLine) = (key[i], true); break;
                    case FigureDimension.Role: (role, anyRole) = (key[i], true); break;
                    case FigureDimension.Scheme when key[i] != DimensionValues.NoScheme: (role, anyRole) = (key[i], true); break;
                    default: return false;
                }
            }
            if (!anyStreet || !anyRole || !anyLine) return false;
            return small.Of(street, (TrainingRole?)role, (Line?)line) != Hiding.None;
        };
    }
}
