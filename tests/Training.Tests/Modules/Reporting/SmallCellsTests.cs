using System.Diagnostics;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;

namespace Training.Tests.Modules.Reporting;

public sealed class SmallCellsTests
{
    private static readonly HashSet<Line> NoLine = [];

    [Fact]
    public void Of_a_district_of_220_streets_every_small_cell_outside_the_own_street_is_hidden()
    {
        // As roles really are: one or two of some in each street, some dozens of others.
        var random = new Random(7);
        int[] streets = [.. Enumerable.Range(1, 220)];
        var cells = (from s in streets from r in RoleFacts.All select (s, r, Count: r switch
        {
            TrainingRole.ChildSupervisor => 1,
            TrainingRole.ChildDirector => random.Next(8, 30),
            TrainingRole.Teacher or TrainingRole.HomeroomTeacher => random.Next(0, 120),
            _ => random.Next(0, 9),
        })).ToDictionary(c => (c.s, c.r), c => c.Count);
        var sums = new Dictionary<(int?, TrainingRole?, Line?), int>();
        foreach (var ((s, r), count) in cells)
            foreach (var key in from street in new int?[] { s, null } from slice in new (TrainingRole?, Line?)[] { (r, null), (r, r.LineOf()), (null, r.LineOf()), (null, null) } select (street, slice.Item1, slice.Item2))
                sums[key] = sums.GetValueOrDefault(key) + count;
        var start = Stopwatch.GetTimestamp();
        var small = new SmallCells((s, r, l) => sums.GetValueOrDefault((s, r, l)), streets, RoleFacts.All, false, new HashSet<int> { 1 }, NoLine);
        // Nobody waits for a page longer than that; it takes some hundredths.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 1);
        Assert.All(cells.Where(c => c.Key.s != 1 && c.Value is > 0 and < 5), c => Assert.Equal(Hiding.Few, small.Of(c.Key.s, c.Key.r, null)));
        Assert.All(RoleFacts.All, r => Assert.Equal(Hiding.None, small.Of(1, r, null)));
    }

    [Fact]
    public void A_post_in_an_unusual_line_does_not_follow_from_the_posts_in_the_usual_one()
    {
        // Twenty directors of street 2, one of them under education.
        var small = Of((1, TrainingRole.ChildDirector, Line.CivilAffairs, 20), (2, TrainingRole.ChildDirector, Line.CivilAffairs, 19), (2, TrainingRole.ChildDirector, Line.Education, 1),
            (1, TrainingRole.Teacher, Line.Education, 30), (2, TrainingRole.Teacher, Line.Education, 30));
        Assert.Equal(Hiding.Few, small.Of(2, TrainingRole.ChildDirector, Line.Education));
        Assert.True(small.Of(2, TrainingRole.ChildDirector, Line.CivilAffairs) != Hiding.None || small.Of(2, TrainingRole.ChildDirector, null) != Hiding.None);
        Assert.Equal(Hiding.None, small.Of(1, TrainingRole.ChildDirector, Line.CivilAffairs));
    }

    [Fact]
    public void Whoever_refreshes_each_year_is_not_told_where_one_of_the_roles_follows_from_it()
    {
        // One supervisor outside the scope: the directors cannot be told beside the line, nor beside the sum of both roles.
        var small = Of((1, TrainingRole.ChildDirector, Line.CivilAffairs, 20), (2, TrainingRole.ChildDirector, Line.CivilAffairs, 20), (2, TrainingRole.ChildSupervisor, Line.CivilAffairs, 1));
        Assert.Equal(Hiding.Few, small.Of(2, TrainingRole.ChildSupervisor, null));
        foreach (var street in new int?[] { 2, null })
        {
            Assert.NotEqual(Hiding.None, small.Of(street, TrainingRole.ChildSupervisor, null));
            Assert.True(small.Of(street, TrainingRole.ChildDirector, null) != Hiding.None
                || (small.OfAnnual(street, null, null) != Hiding.None && small.Of(street, null, Line.CivilAffairs) != Hiding.None));
        }
        Assert.Equal(Hiding.None, small.OfAnnual(1, null, null));
    }

    private static SmallCells Of(params (int Street, TrainingRole Role, Line Line, int Count)[] cells) => new(
        (s, r, l) => cells.Where(c => (s is null || c.Street == s) && (r is null || c.Role == r) && (l is null || c.Line == l)).Sum(c => c.Count),
        [.. cells.Select(c => c.Street).Distinct()], RoleFacts.All, false, new HashSet<int> { 1 }, NoLine);
}
