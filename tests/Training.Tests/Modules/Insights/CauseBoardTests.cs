using CsCheck;
using Training.Modules.Insights.Models;
using Training.Modules.People.Models;

namespace Training.Tests.Modules.Insights;

/// <summary>Counts by cause that stand for a few people are not told to who may not see them, nor do they follow.</summary>
public sealed class CauseBoardTests
{
    [Fact]
    public void Who_sees_everything_is_told_everything()
    {
        var board = new CauseBoard([.. Many(Cause.Expired, 2, seen: true), .. Many(Cause.NewlyCertified, 3, seen: true)]);
        Assert.False(board.HidesAny(null));
    }

    [Fact]
    public void One_small_count_takes_another_along_because_the_difference_is_known()
    {
        // Certified changed by +20 − 2: twenty newly certified would tell that two lapsed.
        var board = new CauseBoard([.. Many(Cause.Expired, 2), .. Many(Cause.NewlyCertified, 20), .. Many(Cause.GraceOver, 9)]);
        Assert.True(board.Hides(Cause.Expired, null));
        Assert.True(board.Hides(Cause.NewlyCertified, null));
        Assert.False(board.Hides(Cause.GraceOver, null));
    }

    [Fact]
    public void A_few_beyond_what_the_reader_knows_are_as_small_as_a_few_alone()
    {
        var board = new CauseBoard([.. Many(Cause.Expired, 30, seen: true), .. Many(Cause.Expired, 1), .. Many(Cause.NewlyCertified, 12), .. Many(Cause.Renewed, 14)]);
        Assert.True(board.Hides(Cause.Expired, null));
        Assert.False(new CauseBoard([.. Many(Cause.Expired, 30, seen: true), .. Many(Cause.NewlyCertified, 12)]).HidesAny(null));
    }

    [Fact]
    public void A_line_does_not_tell_what_all_lines_hide()
    {
        var board = new CauseBoard([.. Many(Cause.Expired, 3), .. Many(Cause.Expired, 40, line: Line.Education), .. Many(Cause.Renewed, 8), .. Many(Cause.Renewed, 9, line: Line.Education)]);
        Assert.True(board.Hides(Cause.Expired, Line.CivilAffairs));
        Assert.True(board.Hides(Cause.Expired, null) || board.Hides(Cause.Expired, Line.Education));
    }

    [Fact]
    public void A_small_count_is_never_the_only_one_hidden_of_those_that_move_a_figure() =>
        Gen.Int[0, 12].Array[4].Sample(counts =>
        {
            Cause[] causes = [Cause.Expired, Cause.NewlyCertified, Cause.Renewed, Cause.Revoked];
            var all = causes.SelectMany((c, i) => Many(c, counts[i])).ToList();
            if (all.Count == 0) return;
            var board = new CauseBoard(all);
            var hidden = causes.Where(c => board.Hides(c, null)).ToList();
            Assert.All(causes.Where((_, i) => counts[i] is > 0 and < 5), c => Assert.Contains(c, hidden));
            // Alone of its kind it is what the tile says anyway.
            if (counts.Count(c => c > 0) > 1) Assert.NotEqual(1, hidden.Count);
        });

    [Fact]
    public void A_role_does_not_tell_what_its_line_hides_nor_the_line_what_all_roles_do()
    {
        var board = new CauseBoard([.. Many(Cause.Expired, 2), .. Many(Cause.Expired, 30, role: TrainingRole.ChildWelfareSocialWorker), .. Many(Cause.Renewed, 12)]);
        Assert.True(board.Hides(Cause.Expired, null, TrainingRole.ChildDirector));
        Assert.True(board.Hides(Cause.Expired, null, TrainingRole.ChildWelfareSocialWorker) || board.Hides(Cause.Expired, null));
    }

    [Fact]
    public void Where_a_total_is_not_told_no_count_that_makes_it_is()
    {
        var board = new CauseBoard([.. Many(Cause.NewlyCertified, 20)], (line, _) => line == Line.CivilAffairs);
        Assert.True(board.Hides(Cause.NewlyCertified, Line.CivilAffairs));
    }

    private static IEnumerable<SeenCount> Many(Cause cause, int count, bool seen = false, Line line = Line.CivilAffairs, TrainingRole role = TrainingRole.ChildDirector)
    {
        var (required, certified) = cause switch { Cause.Expired or Cause.Revoked => (0, -1), Cause.GraceOver => (1, 0), _ => (0, 1) };
        return count == 0 ? [] : [new(new(1, role, line, cause, required, certified, count), seen)];
    }
}
