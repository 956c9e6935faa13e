using Training.Modules.People.Models;
using Training.Modules.People.Services;

namespace Training.Modules.Directories.Queries;

/// <summary>A 街镇 to choose from.</summary>
public sealed record Street(string Code, string Name);

/// <summary>The streets of this district, from the organisation tree.</summary>
public sealed class Streets(PeopleDirectory people)
{
    public async ValueTask<IReadOnlyList<Street>> AllAsync(CancellationToken cancel) =>
        [.. (await people.ReportingUnitsAsync(cancel)).Where(u => u.Kind == OrgUnitKind.SubDistrict).Select(u => new Street(u.Code, u.Name))];

    /// <summary>Name of the district; null on a site without one, e.g. the city's.</summary>
    public async ValueTask<string?> DistrictAsync(CancellationToken cancel) =>
        (await people.ReportingUnitsAsync(cancel)).FirstOrDefault(u => u.Kind == OrgUnitKind.District)?.Name;
}
