using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;

namespace Training.Tests.Modules.Insights;

public sealed class CityCellsTests
{
    [Fact]
    public void A_small_district_is_hidden_with_another_so_that_the_total_does_not_tell_it()
    {
        int[] counts = [3, 40, 60];
        var cells = new CityCells(3, [TrainingRole.ChildDirector], (d, _, line) => line is null or Line.CivilAffairs ? counts[d] : 0);
        Assert.Equal(Hiding.Few, cells.Of(0, null, null));
        Assert.Contains(Enumerable.Range(1, 2).Select(d => cells.Of(d, null, null)).Append(cells.Of(null, null, null)), h => h == Hiding.Complement);
        Assert.Contains(Hiding.None, Enumerable.Range(0, 3).Select(d => cells.Of(d, null, null)).Append(cells.Of(null, null, null)));
    }

    [Fact]
    public void Nothing_is_hidden_where_nothing_is_small()
    {
        var cells = new CityCells(2, [TrainingRole.ChildDirector, TrainingRole.HomeroomTeacher], (_, role, line) => (line, role) switch
        {
            (null, null) => 30, (null, _) => 15, (Line.CivilAffairs, null or TrainingRole.ChildDirector) or (Line.Education, null or TrainingRole.HomeroomTeacher) => 15, _ => 0,
        });
        Assert.All([cells.Of(0, null, null), cells.Of(1, null, Line.Education), cells.Of(null, null, Line.CivilAffairs), cells.Of(null, null, null)], h => Assert.Equal(Hiding.None, h));
    }

    [Fact]
    public void A_small_role_is_hidden_whatever_is_looked_at_and_does_not_follow_from_its_line()
    {
        // Of one line: supervisors of the first district are three.
        int[,] counts = { { 3, 20 }, { 12, 30 } };
        var cells = new CityCells(2, [TrainingRole.ChildSupervisor, TrainingRole.ChildDirector], (d, role, line) => line is null or Line.CivilAffairs
            ? role switch { TrainingRole.ChildSupervisor => counts[d, 0], TrainingRole.ChildDirector => counts[d, 1], _ => counts[d, 0] + counts[d, 1] } : 0);
        Assert.Equal(Hiding.Few, cells.Of(0, TrainingRole.ChildSupervisor, null));
        Assert.Equal(Hiding.Few, cells.Of(0, TrainingRole.ChildSupervisor, Line.CivilAffairs));
        Assert.Equal(Hiding.None, cells.Of(0, null, null));
        Assert.NotEqual(Hiding.None, cells.Of(0, TrainingRole.ChildDirector, null));
        Assert.Contains(Hiding.Complement, new[] { cells.Of(1, TrainingRole.ChildSupervisor, null), cells.Of(null, TrainingRole.ChildSupervisor, null) });
    }

    [Fact]
    public void Where_the_certified_are_hidden_so_are_rate_place_change_and_trend_and_the_order_tells_nothing()
    {
        // Three certified of two hundred, and for their sake those of another district.
        var figures = new CityFigures([Of("甲", 200, 3), Of("乙", 100, 40), Of("丙", 100, 90), Of("丁", 100, 95), Of("戊", 0, 0)], null, null);
        var hidden = figures.Districts.Where(d => figures.Certified(d).Hiding != Hiding.None).ToList();
        Assert.Equal(Hiding.Few, figures.Certified(hidden.Single(d => d.Name == "甲")).Hiding);
        Assert.InRange(hidden.Count, 2, 3);
        Assert.All(hidden, d =>
        {
            Assert.Equal(Hiding.None, figures.Required(d).Hiding);
            Assert.Equal((default(Rate), "—"), (figures.RateOf(d), figures.Change(d)));
            Assert.All(figures.Trend(d), p => Assert.False(p.Rate.HasValue));
        });
        var last = figures.Rows.SkipWhile(r => r.Place is not null).ToList();
        Assert.Equal(hidden.Select(d => d.Name).Append("戊").Order(StringComparer.Ordinal), last.Select(r => r.Item.Name));
        Assert.Equal(figures.Rows.Select(r => r.Item.Name), figures.Districts.Select(d => d.Name));
        Assert.All(last, r => Assert.Equal((default(Rate), (int?)null, 0), (r.Rate, r.Place, r.Alike.Count)));
        foreach (var row in figures.Rows.Except(last))
        {
            Assert.True(figures.RateOf(row.Item).HasValue);
            Assert.Equal("+0.0", figures.Change(row.Item));
            Assert.DoesNotContain(row.Alike, d => hidden.Contains(d));
        }

        // 儿童主任 of one district, on both days the same.
        static DistrictRates Of(string name, int required, int certified) => new(name, name, 85, [], [On(new(2026, 5, 31), required, certified), On(new(2026, 6, 30), required, certified)]);

        static DistrictDay On(DateOnly day, int required, int certified) => new(new RateTable(day, new[]
        {
            (Measure.InPost, required), (Measure.Required, required), (Measure.Certified, certified), (Measure.NeverCertified, required - certified),
        }.Select(c => KeyValuePair.Create(new RateKey(CountBasis.Assignment, 1, TrainingRole.ChildDirector, Line.CivilAffairs, c.Item1), c.Item2))), 1, new Dictionary<Line, LineDoubles>());
    }
}
