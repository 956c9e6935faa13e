using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Queries;

/// <summary>One district on one day, whatever role or line is looked at; no personal data.</summary>
/// <param name="Table">Of the district's tenant.</param>
/// <param name="Unit">The district in it.</param>
/// <param name="Doubles">By line, where the table does not tell the people of every role.</param>
public sealed record DistrictDay(RateTable Table, int Unit, IReadOnlyDictionary<Line, LineDoubles> Doubles)
{
    public DateOnly Day => Table.Day;

    /// <summary>Roles with somebody in post.</summary>
    public IReadOnlyList<TrainingRole> Roles => Table.RolesAt(Unit);

    /// <summary>任职口径; nulls = all.</summary>
    public RateCounts Posts(TrainingRole? role, Line? line) => Table.Of(Unit, role, line);

    /// <summary>人头口径; nulls = all.</summary>
    public RateCounts People(TrainingRole? role, Line? line) => Table.People(Unit, role, line, line is { } of ? Doubles.GetValueOrDefault(of) : null);
}

/// <summary>One district for the city; no personal data.</summary>
/// <param name="Site">Name of its site, for addresses.</param>
/// <param name="TargetPercent">The district's own target.</param>
/// <param name="Schemes">Roles that have a scheme there.</param>
/// <param name="Days">The eleven month ends before the day, oldest first, and the day itself.</param>
public sealed record DistrictRates(string Name, string Site, int TargetPercent, IReadOnlyList<TrainingRole> Schemes, IReadOnlyList<DistrictDay> Days)
{
    /// <summary>The day asked for.</summary>
    public DistrictDay Now => Days[^1];

    /// <summary>The end of the month before it.</summary>
    public DistrictDay Before => Days[^2];
}

/// <summary>The figures of one district by 街镇, for the city: no personal data.</summary>
/// <param name="Doubles">By line, where the table does not tell the people of every role.</param>
public sealed record DistrictStreets(OrgUnit District, IReadOnlyList<OrgUnit> Streets, RateTable Table, IReadOnlyDictionary<Line, LineDoubles> Doubles);

/// <summary>Asks every running district for its totals, each in its own tenant: nothing of a district is stored with the city.</summary>
public sealed class CityRates(IServiceScopeFactory scopes, TenantStore tenants, CurrentTenant current)
{
    /// <summary>More districts than any city has.</summary>
    private const int Most = 1000;

    private static readonly Dictionary<Line, LineDoubles> NoDoubles = [];

    /// <returns>In the order of their sites.</returns>
    public async Task<IReadOnlyList<DistrictRates>> ReadAsync(DateOnly day, CancellationToken cancel)
    {
        var found = new List<DistrictRates>();
        foreach (var tenant in tenants.Table.Tenants.Where(t => !t.IsDefault && t.State == TenantState.Running).OrderBy(t => t.Name, StringComparer.Ordinal).Take(Most))
            if (await ReadAsync(tenant, day, cancel) is { } district) found.Add(district);
        return found;
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
            await scope.ServiceProvider.GetRequiredService<LineDoublesQuery>().AllAsync(table, district.Id, cancel));
    }

    private async Task<DistrictRates?> ReadAsync(Tenant tenant, DateOnly day, CancellationToken cancel)
    {
        using var entered = current.Enter(tenant);
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        if (await services.GetRequiredService<PeopleDirectory>().ReportingUnitsAsync(cancel) is var units && units.FirstOrDefault(u => u.Kind == OrgUnitKind.District) is not { } district) return null;
        var (rates, doubles) = (services.GetRequiredService<RateQuery>(), services.GetRequiredService<LineDoublesQuery>());
        var table = await rates.TableAsync(day, cancel);
        var ends = await rates.MonthEndsAsync(table, district.Id, cancel);
        var days = ends.Select(e => new DistrictDay(e, district.Id, NoDoubles)).Append(new(table, district.Id, await doubles.AllAsync(table, district.Id, cancel))).ToList();
        // People are told of the day and of the month end before it; of the others only rates of posts.
        days[^2] = days[^2] with { Doubles = await doubles.AllAsync(ends[^1], district.Id, cancel) };
        var schemes = await services.GetRequiredService<SchemeTable>().AllAsync(cancel);
        return new(district.Name, tenant.Name, (await services.GetRequiredService<SettingsStore>().GetAsync<RateSettings>(cancel)).TargetPercent, [.. RoleFacts.All.Where(r => schemes.Of(r).Count > 0)], days);
    }
}
