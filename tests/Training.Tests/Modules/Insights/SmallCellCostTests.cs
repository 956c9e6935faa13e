using System.Diagnostics;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;

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
            (from s in Enumerable.Range(1, streets) from r in RoleFacts.All select (Key: (s, r, r.LineOf()), Count: random.Next(0, 12 * (i + 1)))).Where(x => x.Count > 0).ToDictionary(x => x.Key, x => x.Count),
            RoleFacts.All.ToDictionary(r => (r, r.LineOf()), _ => 20 * streets))).ToList();
        var start = Stopwatch.GetTimestamp();
        var cells = new ForecastCells(horizons, [.. Enumerable.Range(1, streets)], AssignmentScope.Of([new StaffGrant { PersonId = 0, Role = StaffRole.SubDistrictStaff, SubDistrictId = 1 }]));
        var took = Stopwatch.GetElapsedTime(start);
        var hidden = (from s in Enumerable.Range(1, streets) from r in RoleFacts.All select cells.Of(horizons[0].Lapses(s, r, null), s, r, null)).Count(h => h != Hiding.None);
        output.WriteLine($"{streets} streets: {took.TotalMilliseconds:0} ms, {hidden} of {streets * RoleFacts.All.Count} cells are not told");
        Assert.True(hidden > 0);
        Assert.All(RoleFacts.All, r => Assert.Equal(Hiding.None, cells.Of(horizons[0].Lapses(1, r, null), 1, r, null)));
        Assert.All(RoleFacts.All, r => Assert.All(Enumerable.Range(2, streets - 1).Where(s => horizons[0].Lapses(s, r, null) is > 0 and < 5), s => Assert.Equal(Hiding.Few, cells.Of(horizons[0].Lapses(s, r, null), s, r, null))));
    }

    [Fact]
    public void Whoever_looks_after_a_line_is_told_every_lapse_of_it_and_no_small_count_of_the_others()
    {
        var random = new Random(3);
        int[] streets = [1, 2, 3, 4, 5, 6];
        // Half of them lapse in a line that is not the role's own.
        var lapses = (from s in streets from r in RoleFacts.All from l in new[] { r.LineOf(), Line.Education }.Distinct() select (Key: (s, r, l), Count: random.Next(0, 9))).Where(x => x.Count > 0).ToDictionary(x => x.Key, x => x.Count);
        var horizon = new LapseForecast(new(2026, 12, 9), lapses, RoleFacts.All.ToDictionary(r => (r, r.LineOf()), _ => 100));
        var cells = new ForecastCells([horizon], streets, AssignmentScope.Of([new StaffGrant { PersonId = 0, Role = StaffRole.LineStaff, Line = Line.Education }]));
        foreach (var ((s, r, l), count) in lapses)
            Assert.Equal(l == Line.Education ? Hiding.None : count < RateCell.Few ? Hiding.Few : cells.Of(count, s, r, l), cells.Of(count, s, r, l));
    }
}
