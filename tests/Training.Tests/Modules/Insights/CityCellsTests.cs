using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Insights;

public sealed class CityCellsTests
{
    [Fact]
    public void A_small_district_is_hidden_with_another_so_that_the_total_does_not_tell_it()
    {
        int[] counts = [3, 40, 60];
        var cells = new CityCells(3, (d, line) => line is null or Line.CivilAffairs ? counts[d] : 0);
        Assert.Equal(Hiding.Few, cells.Of(0, null));
        Assert.Contains(Enumerable.Range(1, 2).Select(d => cells.Of(d, null)).Append(cells.Of(null, null)), h => h == Hiding.Complement);
        Assert.Contains(Hiding.None, Enumerable.Range(0, 3).Select(d => cells.Of(d, null)).Append(cells.Of(null, null)));
    }

    [Fact]
    public void Nothing_is_hidden_where_nothing_is_small()
    {
        var cells = new CityCells(2, (_, line) => line is null ? 30 : line is Line.CivilAffairs or Line.Education ? 15 : 0);
        Assert.All([cells.Of(0, null), cells.Of(1, Line.Education), cells.Of(null, Line.CivilAffairs), cells.Of(null, null)], h => Assert.Equal(Hiding.None, h));
    }
}
