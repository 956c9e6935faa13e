using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Queries;

/// <summary>Totals of one district; no personal data.</summary>
/// <param name="Site">Name of its site, for addresses.</param>
/// <param name="Before">At the end of the month before.</param>
/// <param name="PeopleBefore">The same on the person basis.</param>
/// <param name="TargetPercent">The district's own target.</param>
/// <param name="People">The same on the person basis.</param>
/// <param name="Trend">Certification rate at the last month ends and on the day.</param>
/// <param name="ByLine">Counts of each line, whatever line is looked at; without a line, all.</param>
/// <param name="PeopleByLine">The same on the person basis.</param>
public sealed record DistrictRates(
    string Name, string Site, RateCounts Counts, RateCounts Before, int TargetPercent, RateCounts People, RateCounts PeopleBefore, IReadOnlyList<TrendPoint> Trend, Func<Line?, RateCounts> ByLine, Func<Line?, RateCounts> PeopleByLine)
{
    /// <summary>Everybody's posts certified, of people required.</summary>
    public Rate AllCertified => new(People[Measure.PersonAllCertified], People[Measure.PersonRequired]);

    public bool ReachesTarget => Counts.CertificationRate.HasValue && Counts.CertificationRate.MissingTo(TargetPercent) == 0;
}

/// <summary>The figures of one district by 街镇, for the city: no personal data.</summary>
public sealed record DistrictStreets(OrgUnit District, IReadOnlyList<OrgUnit> Streets, RateTable Table, RateSettings Settings);

/// <summary>Asks every running district for its totals, each in its own tenant: nothing of a district is stored with the city.</summary>
public sealed class CityRates(IServiceScopeFactory scopes, TenantStore tenants, CurrentTenant current)
{
    /// <summary>More districts than any city has.</summary>
    private const int Most = 1000;

    /// <returns>The highest rate first; districts without anybody required last.</returns>
    public async Task<IReadOnlyList<DistrictRates>> ReadAsync(DateOnly day, Line? line, CancellationToken cancel)
    {
        var found = new List<DistrictRates>();
        foreach (var tenant in tenants.Table.Tenants.Where(t => !t.IsDefault && t.State == TenantState.Running).Take(Most))
            if (await ReadAsync(tenant, day, line, cancel) is { } district) found.Add(district);
        return [.. found.OrderByDescending(d => d.Counts.CertificationRate.HasValue ? (double)d.Counts.Certified / d.Counts.Required : -1).ThenBy(d => d.Name, StringComparer.Ordinal)];
    }

    /// <summary>One district by 街镇; null when there is no running site of that name.</summary>
    public async Task<DistrictStreets?> StreetsAsync(string site, DateOnly day, CancellationToken cancel)
    {
        if (tenants.Table.Tenants.FirstOrDefault(t => !t.IsDefault && t.State == TenantState.Running && t.Name == site) is not { } tenant) return null;
        using var entered = current.Enter(tenant);
        await using var scope = scopes.CreateAsyncScope();
        var units = await scope.ServiceProvider.GetRequiredService<PeopleDirectory>().ReportingUnitsAsync(cancel);
        if (units.FirstOrDefault(u => u.Kind == OrgUnitKind.District) is not { } district) return null;
        var table = await scope.ServiceProvider.GetRequiredService<RateQuery>().TableAsync(day, cancel);
        return new(district, [.. units.Where(u => u.Kind != OrgUnitKind.District && (u.IsOpenOn(day) || table.Of(u.Id)[Measure.InPost] > 0))], table,
            await scope.ServiceProvider.GetRequiredService<SettingsStore>().GetAsync<RateSettings>(cancel));
    }

    private async Task<DistrictRates?> ReadAsync(Tenant tenant, DateOnly day, Line? line, CancellationToken cancel)
    {
        using var entered = current.Enter(tenant);
        await using var scope = scopes.CreateAsyncScope();
        var units = await scope.ServiceProvider.GetRequiredService<PeopleDirectory>().ReportingUnitsAsync(cancel);
        if (units.FirstOrDefault(u => u.Kind == OrgUnitKind.District) is not { } district) return null;
        var rates = scope.ServiceProvider.GetRequiredService<RateQuery>();
        var monthEnd = new DateOnly(day.Year, day.Month, 1).AddDays(-1);
        var settings = await scope.ServiceProvider.GetRequiredService<SettingsStore>().GetAsync<RateSettings>(cancel);
        var table = await rates.TableAsync(day, cancel);
        var before = await rates.TableAsync(monthEnd, table.Log, cancel);
        return new(district.Name, tenant.Name, table.Of(district.Id, null, line), before.Of(district.Id, null, line), settings.TargetPercent,
            table.People(district.Id, null, line), before.People(district.Id, null, line), await rates.TrendAsync(table, district.Id, null, line, cancel), of => table.Of(district.Id, null, of), of => table.People(district.Id, null, of));
    }
}
