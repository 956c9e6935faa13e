using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Submissions.Models;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.City;

/// <summary>A district and period on the city's overview.</summary>
/// <param name="Latest">The newest copy; null = nothing was received.</param>
/// <param name="SubmitBy">The district's own deadline; null = the district has not opened this period.</param>
/// <param name="DaysLate">Of the first submission, or up to today while there is none.</param>
public sealed record CityCell(CityReportView? Latest, DateOnly? SubmitBy, bool IsLate, int DaysLate);

public sealed record CityRow(string Name, bool IsOn, IReadOnlyList<CityCell> Cells);

public sealed record CityPeriod(string Key, PeriodKind Kind, DateOnly AsOf);

/// <summary>各区报送: districts × periods. Deadlines are asked of each running district; what was received is the city's own.</summary>
public sealed class CityBoard(IServiceScopeFactory scopes, TenantStore tenants, CurrentTenant current, CityDesk desk, TenantDb db, TimeProvider clock)
{
    /// <summary>More districts than any city has.</summary>
    public const int MostDistricts = 100;

    /// <summary>Columns of the overview.</summary>
    public const int Periods = 6;

    private sealed record Known(string TenantId, string Name, bool IsOn, IReadOnlyDictionary<string, ReportPeriod> Periods);

    /// <summary>The newest six periods of a kind, the newest first.</summary>
    public async Task<(IReadOnlyList<CityPeriod> Periods, IReadOnlyList<CityRow> Rows)> ReadAsync(PeriodKind kind, CancellationToken cancel)
    {
        var known = new List<Known>();
        foreach (var tenant in tenants.Table.Tenants.Where(t => !t.IsDefault && t.State == TenantState.Running).Take(MostDistricts))
            if (await DistrictAsync(tenant, kind, cancel) is { } district) known.Add(district);
        var received = await db.Set<CityReport>().Where(r => r.Kind == kind).GroupBy(r => new { r.PeriodKey, r.AsOf }).OrderByDescending(g => g.Key.AsOf).ThenBy(g => g.Key.PeriodKey)
            .Select(g => g.Key).Take(Periods).ToListAsync(cancel);
        var periods = known.SelectMany(k => k.Periods.Values.Select(p => (p.Key, p.AsOf))).Concat(received.Select(r => (Key: r.PeriodKey, r.AsOf)))
            .GroupBy(p => p.Key).Select(g => new CityPeriod(g.Key, kind, g.Max(p => p.AsOf))).OrderByDescending(p => p.AsOf).Take(Periods).ToList();
        var copies = (await desk.OfPeriodsAsync([.. periods.Select(p => p.Key)], cancel)).ToLookup(c => (c.TenantId, c.PeriodKey));
        // Districts that are switched off stand on their copies.
        var off = copies.SelectMany(c => c).Where(c => known.TrueForAll(k => k.TenantId != c.TenantId)).GroupBy(c => c.TenantId)
            .Select(g => new Known(g.Key, g.Last().DistrictName, false, new Dictionary<string, ReportPeriod>()));
        var today = clock.Today();
        return (periods, [.. known.Concat(off).OrderBy(k => k.Name, StringComparer.Ordinal).Select(k => new CityRow(k.Name, k.IsOn, [.. periods.Select(p => Cell(k, p))]))]);

        CityCell Cell(Known district, CityPeriod period)
        {
            var own = copies[(district.TenantId, period.Key)].ToList();
            var latest = own.LastOrDefault();
            var by = district.Periods.TryGetValue(period.Key, out var opened) ? opened.SubmitBy : latest?.SubmitBy;
            var days = by is { } last ? ReportCalendar.DaysLate(last, own.Count > 0 ? ChinaTime.DayOf(own[0].SubmittedUtc) : today) : 0;
            return new(latest, by, by < today && (latest is null or { State: SubmissionState.Returned }), days);
        }
    }

    private async Task<Known?> DistrictAsync(Tenant tenant, PeriodKind kind, CancellationToken cancel)
    {
        using var entered = current.Enter(tenant);
        await using var scope = scopes.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<TenantDb>();
        var name = await own.Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.District).OrderBy(u => u.Id).Select(u => u.Name).FirstOrDefaultAsync(cancel);
        if (name is null) return null;
        var periods = await own.Set<ReportPeriod>().AsNoTracking().Where(p => p.Kind == kind).OrderByDescending(p => p.AsOf).Take(Periods).ToListAsync(cancel);
        return new(tenant.TenantId, name, true, periods.ToDictionary(p => p.Key));
    }
}
