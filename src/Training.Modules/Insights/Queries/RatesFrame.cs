using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Tenants;

namespace Training.Modules.Insights.Queries;

/// <summary>What every page of figures begins with: the district, its streets, what the address asks for, whose names may be seen.</summary>
public sealed record RatesStart(OrgUnit District, IReadOnlyList<OrgUnit> Streets, RateSelection Selection, AssignmentScope Scope)
{
    private Dictionary<int, OrgUnit>? _byId;

    /// <summary>What the posts of the district itself are listed under, in the reader's language.</summary>
    public string OwnName { get; init; } = "区本级";

    /// <summary>The figures of the district as the reader is told them, whatever names may be seen.</summary>
    public OwnUnits Figures => new(District, Streets, AssignmentScope.Of([]), Scope, []);

    public string StreetName(int id) => id == District.Id ? OwnName : (_byId ??= Streets.ToDictionary(s => s.Id)).TryGetValue(id, out var street) ? street.Name : "";

    /// <summary>True when the people of a cell may be seen by name.</summary>
    public bool InScope(int street, Line line) => Scope.CoversAll || Scope.SubDistricts.Contains(street) || Scope.Lines.Contains(line);
}

/// <summary>Makes a page one of the console; null on a site without district, e.g. the city's.</summary>
public sealed class RatesFrame(PeopleDirectory directory, CurrentTenant tenant, PageFrame frame, Text text, TimeProvider clock)
{
    public async Task<RatesStart?> OpenAsync(HttpContext http, string nav, string title, CancellationToken cancel)
    {
        var units = await directory.ReportingUnitsAsync(cancel);
        if (tenant.Required.IsDefault || units.FirstOrDefault(u => u.Kind == OrgUnitKind.District) is not { } district) return null;
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = nav;
        frame.Title = text[title];
        return new(district, [.. units.Where(u => u.Kind != OrgUnitKind.District)], RateSelection.Read(http.Request.Query, clock.Today(), units), AssignmentScope.Of(http.User))
        {
            OwnName = text["区本级"],
        };
    }
}
