using CsCheck;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Statistics;

namespace Training.Tests.Modules.Assessment.Statistics;

public sealed class ItemStatisticsTests
{
    private static readonly CheckQuestion Question = Banks.Question(1, QuestionKind.Single, false, "a");

    [Fact]
    public void A_question_that_nobody_was_asked_says_nothing()
    {
        var item = ItemStatistics.Of(Question, []);
        Assert.Equal((0, 0, null, null, false), (item.Shown, item.RightPercent, item.Discrimination, item.MostWrong, item.NeedsLook));
    }

    [Fact]
    public void Who_knows_the_rest_and_is_right_here_gives_a_correlation_of_one()
    {
        var item = ItemStatistics.Of(Question, [.. Enumerable.Range(0, 20).Select(i => i < 10 ? new ItemResponse("a", true, 1) : new("b", false, 0))]);
        Assert.Equal(1, item.Discrimination!.Value, 6);
        Assert.False(item.NeedsLook);
    }

    [Fact]
    public void Where_those_who_know_less_are_right_the_question_needs_a_look()
    {
        var item = ItemStatistics.Of(Question, [.. Enumerable.Range(0, 20).Select(i => i < 10 ? new ItemResponse("a", true, 0.2) : new("c", false, 0.9))]);
        Assert.True(item is { IsFlat: true, IsHard: false, NeedsLook: true });
        Assert.Equal(("c", 10), (item.MostWrong, item.MostWrongCount));
    }

    [Theory]
    [InlineData(19, 0, false)]
    [InlineData(20, 5, true)]
    [InlineData(20, 6, false)]
    [InlineData(100, 29, true)]
    [InlineData(100, 30, false)]
    public void Below_thirty_percent_it_is_hard_once_twenty_have_answered(int shown, int right, bool hard) =>
        Assert.Equal(hard, ItemStatistics.Of(Question, [.. Enumerable.Range(0, shown).Select(i => new ItemResponse(i < right ? "a" : "b", i < right, 0.5))]).IsHard);

    [Fact]
    public void Where_all_do_alike_there_is_no_discrimination_and_no_flag()
    {
        var item = ItemStatistics.Of(Question, [.. Enumerable.Range(0, 30).Select(i => new ItemResponse("a", true, i / 30.0))]);
        Assert.Null(item.Discrimination);
        Assert.False(item.NeedsLook);
    }

    [Fact]
    public void The_wrong_option_chosen_most_is_named_and_no_answer_is_none()
    {
        var item = ItemStatistics.Of(Question, [new("b", false, 0), new("c", false, 0), new("c", false, 1), new("", false, 0), new("", false, 0), new("", false, 0), new("a", true, 1)]);
        Assert.Equal(("c", 2), (item.MostWrong, item.MostWrongCount));
        var multiple = ItemStatistics.Of(Banks.Question(2, QuestionKind.Multiple, false, "ab"), [new("abd", false, 0), new("ad", false, 1), new("c", false, 0)]);
        Assert.Equal(("d", 2), (multiple.MostWrong, multiple.MostWrongCount));
        var steps = new CheckQuestion { Key = "s", Kind = QuestionKind.Ordering, Options = [.. "一二三".Select(t => new CheckOption { Text = t.ToString() })] };
        Assert.Equal("213", ItemStatistics.Of(steps, [new("213", false, 0), new("213", false, 0), new("321", false, 1)]).MostWrong);
    }

    [Fact]
    public void Discrimination_stays_between_minus_one_and_one() => (
        from right in Gen.Bool from rest in Gen.Double[0, 1] select new ItemResponse(right ? "a" : "b", right, rest)).Array[0, 60].Sample(responses =>
        ItemStatistics.Of(Question, responses).Discrimination is null or (>= -1.000001 and <= 1.000001));
}
