using CsCheck;
using Training.Modules.Assessment.Models;

namespace Training.Tests.Modules.Assessment;

public sealed class RankingTests
{
    private static readonly CheckQuestion Steps = new()
    {
        Key = "o1", Kind = QuestionKind.Ordering, Stem = "排一排", Options = [.. "一二三四".Select(t => new CheckOption { Text = t.ToString() })],
    };

    [Theory]
    [InlineData("1234", true)]
    [InlineData("1243", false)]
    [InlineData("2134", false)]
    [InlineData("4321", false)]
    [InlineData("1230", false)]
    [InlineData("", false)]
    public void Only_the_whole_order_is_right(string ranks, bool right) =>
        Assert.Equal(right, new GradedQuestion(new(1, Steps, [2, 0, 3, 1]), ranks).IsRight);

    [Theory]
    [InlineData("1234", true)]
    [InlineData("4231", true)]
    [InlineData("1233", false)]
    [InlineData("1203", false)]
    [InlineData("", false)]
    public void It_is_answered_when_each_place_is_given_once(string ranks, bool answered) =>
        Assert.Equal(answered, new DrawnQuestion(1, Steps, [0, 1, 2, 3]).IsAnswered(ranks));

    [Fact]
    public void Places_are_kept_by_the_steps_of_the_bank_however_they_were_shown() =>
        (from order in Gen.Shuffle(new[] { 0, 1, 2, 3 }) from shown in Gen.Int[-1, 9].Array[0, 6] select (order, shown)).Sample(d =>
        {
            var drawn = new DrawnQuestion(1, Steps, d.order);
            var kept = drawn.Ranked(d.shown);
            return Enumerable.Range(0, 4).All(i =>
            {
                var given = i < d.shown.Length && d.shown[i] is >= 1 and <= 4 ? d.shown[i] : 0;
                return drawn.RankOf(i, kept) == given;
            }) && kept.Length is 0 or 4;
        });

    [Fact]
    public void The_steps_are_not_always_shown_in_their_right_order() =>
        Assert.True(Enumerable.Range(0, 50).Select(seed => string.Concat(CheckDraw.Of(new() { Draw = 1, Questions = [Steps] }, seed)[0].Order)).Distinct().Count() > 10);
}
