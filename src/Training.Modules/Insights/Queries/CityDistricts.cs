using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Queries;

namespace Training.Modules.Insights.Queries;

/// <summary>One district by 街镇 for the city.</summary>
/// <param name="Site">Name of its site, for addresses.</param>
/// <param name="Schemes">Roles that have a scheme there.</param>
public sealed record CityDistrict(string Site, DistrictStreets Streets, DistrictBoard Board, IReadOnlyList<TrainingRole> Schemes);

/// <summary>Reads one district so that its table tells no more of it than the city's table of all districts.</summary>
public sealed class CityDistricts(CityRates city)
{
    /// <returns>Null when there is no running site of that name.</returns>
    public async Task<CityDistrict?> ReadAsync(string site, CitySelection selection, CancellationToken cancel)
    {
        if (await city.StreetsAsync(site, selection.Day, cancel) is not { } streets) return null;
        var figures = new CityFigures(await city.ReadAsync(selection.Day, cancel), selection.Role, selection.Line);
        if (figures.Districts.FirstOrDefault(d => d.Site == site) is not { } district) return null;
        return new(site, streets, new(streets, selection.Role, selection.Line, (basis, role, line) => figures.HidingOf(basis, district, role, line),
            (basis, role, line) => figures.HidingOfCertified(basis, district, role, line)), district.Schemes);
    }
}
