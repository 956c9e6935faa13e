using System.Diagnostics;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Insights;

/// <summary>What it costs to find what a street's officer is not told of a big district. The log of the test says how long it took.</summary>
public sealed class SmallCellCostTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(10)]
    [InlineData(220)]
    public void A_forecast_of_many_streets_is_hidden_for_one_of_them(int streets)
    {
        var random = new Random(streets);
        var horizons = LapseForecast.Horizons.Select((days, i) => new LapseForecast(new DateOnly(2026, 12, 9).AddDays(days),
            (from s in Enumerable.Range(1, streets) from r in RoleFacts.All select (Key: (s, r), Count: random.Next(0, 12 * (i + 1)))).Where(x => x.Count > 0).ToDictionary(x => x.Key, x => x.Count),
            RoleFacts.All.ToDictionary(r => r, _ => 20 * streets))).ToList();
        var start = Stopwatch.GetTimestamp();
        var cells = new ForecastCells(horizons, [.. Enumerable.Range(1, streets)], AssignmentScope.Of([new StaffGrant { PersonId = 0, Role = StaffRole.SubDistrictStaff, SubDistrictId = 1 }]));
        var took = Stopwatch.GetElapsedTime(start);
        var hidden = (from s in Enumerable.Range(1, streets) from r in RoleFacts.All select cells.Of(horizons[0].Lapses(s, r, null), s, r, null)).Count(h => h != Hiding.None);
        output.WriteLine($"{streets} streets: {took.TotalMilliseconds:0} ms, {hidden} of {streets * RoleFacts.All.Count} cells are not told");
        Assert.True(hidden > 0);
        Assert.All(RoleFacts.All, r => Assert.Equal(Hiding.None, cells.Of(horizons[0].Lapses(1, r, null), 1, r, null)));
        Assert.All(RoleFacts.All, r => Assert.All(Enumerable.Range(2, streets - 1).Where(s => horizons[0].Lapses(s, r, null) is > 0 and < 5), s => Assert.Equal(Hiding.Few, cells.Of(horizons[0].Lapses(s, r, null), s, r, null))));
    }
}
