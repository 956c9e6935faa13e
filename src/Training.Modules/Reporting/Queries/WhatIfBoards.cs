using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Simulation;

namespace Training.Modules.Reporting.Queries;

/// <summary>Makes the board of a reader from the aggregate.</summary>
public sealed class WhatIfBoards(OwnRates rates)
{
    public async Task<WhatIfBoard> MakeAsync(WhatIfResult result, AssignmentScope scope, CancellationToken cancel)
    {
        var nothing = new Dictionary<int, DateOnly?>();
        if (await rates.OpenAsync(scope, cancel) is not { } own) return new(result, _ => scope.CoversAll, (_, _) => Hiding.None, nothing);
        var table = await rates.TableAsync(own, result.Today, cancel);
        var days = new Dictionary<DateOnly, SmallCells>();
        foreach (var day in result.Table.Prepend(result.Today).Distinct()) days[day] = await rates.CellsAsync(own, day, table.Log, cancel);
        // A line's staff see their posts, and others may hold the role in another line.
        var ofLine = table.LinesOf(own.Unit.Id, result.Role) is { Count: > 0 } lines ? lines.All(scope.Lines.Contains) : scope.Lines.Contains(result.Role.LineOf());
        return new(result, unit => scope.CoversAll || scope.SubDistricts.Contains(unit) || ofLine,
            (day, unit) => days[day].Of(unit, result.Role, null), await SinceAsync(own, result, table.Log, cancel));
    }

    /// <summary>Month by month back from the day of the simulation, as far as the trend goes.</summary>
    private async Task<IReadOnlyDictionary<int, DateOnly?>> SinceAsync(OwnUnits own, WhatIfResult result, RateLog log, CancellationToken cancel)
    {
        var since = new Dictionary<int, DateOnly?>();
        var below = result.Streets.Where(s => s.BelowOn == result.Today).Select(s => s.UnitId).ToHashSet();
        foreach (var end in RateQuery.MonthEnds(RateMonth.MonthOf(result.Today)).Reverse())
        {
            if (below.Count == 0) break;
            var table = await rates.TableAsync(own, end, log, cancel);
            below.RemoveWhere(unit => table.Of(unit, result.Role).CertificationRate is var rate && (!rate.HasValue || rate.MissingTo(result.Target) == 0));
            foreach (var unit in below) since[unit] = end;
        }
        return since;
    }
}
