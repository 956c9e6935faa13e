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
}
