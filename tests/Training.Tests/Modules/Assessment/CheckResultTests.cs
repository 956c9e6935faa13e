using CsCheck;
using Training.Modules.Assessment.Models;

namespace Training.Tests.Modules.Assessment;

public sealed class CheckResultTests
{
    [Theory]
    [InlineData(10, true, 100)]
    [InlineData(8, true, 80)]
    [InlineData(7, false, 70)]
    [InlineData(0, false, 0)]
    public void Eighty_percent_is_enough(int right, bool passed, int percent)
    {
        var result = Grade(Banks.Of(10, 0, 10), n => n <= right ? "a" : "b");
        Assert.Equal(passed, result.Passed);
        Assert.Equal(percent, result.Percent);
    }

    [Fact]
    public void One_wrong_critical_item_fails_whatever_the_score()
    {
        var bank = Banks.Of(10, 1, 10);
        var wrong = CheckDraw.Of(bank, 7).Single(q => q.Question.Critical).Position;
        var result = Grade(bank, n => n == wrong ? "b" : "a");
        Assert.Equal(90, result.Percent);
        Assert.Equal(1, result.CriticalMissed);
        Assert.False(result.Passed);
    }

    [Fact]
    public void An_unanswered_critical_item_is_a_missed_one()
    {
        var bank = Banks.Of(10, 1, 10);
        var left = CheckDraw.Of(bank, 7).Single(q => q.Question.Critical).Position;
        Assert.Equal(1, Grade(bank, n => n == left ? null : "a").CriticalMissed);
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("ab", false)]
    [InlineData("abcd", false)]
    [InlineData("abd", false)]
    [InlineData("", false)]
    public void A_multiple_choice_counts_only_when_exactly_right(string chosen, bool right)
    {
        var bank = Banks.Of(0, 0, 1) with { Questions = [Banks.Question(1, QuestionKind.Multiple, false, "abc")] };
        Assert.Equal(right, Grade(bank, _ => chosen).Questions[0].IsRight);
    }

    [Fact]
    public void A_percent_is_never_rounded_up_to_a_pass()
    {
        var result = Grade(Banks.Of(19, 0, 19), n => n <= 15 ? "a" : "b");
        Assert.Equal(78, result.Percent);
        Assert.False(result.Passed);
    }

    [Fact]
    public void Passing_is_the_percent_and_every_critical_item() => (
        from questions in Gen.Int[1, 30]
        from critical in Gen.Int[0, questions]
        from pass in Gen.Int[50, 100]
        from seed in Gen.Int
        from answers in Gen.Char["ab"].Array[questions]
        select (Bank: Banks.Of(questions, critical, questions, pass), Seed: seed, Answers: answers)).Sample(x =>
    {
        var result = CheckResult.Of(x.Bank, x.Seed, x.Answers.Select((a, i) => (a, i)).ToDictionary(a => a.i + 1, a => a.a.ToString()));
        var right = x.Answers.Count(a => a == 'a');
        var criticalRight = result.Questions.Where(q => q.Drawn.Question.Critical).All(q => q.Chosen == "a");
        return result.RightCount == right
            && result.Passed == (right * 100m / x.Answers.Length >= x.Bank.PassPercent && criticalRight)
            && (!result.Passed || result.Percent >= x.Bank.PassPercent);
    });

    private static CheckResult Grade(KnowledgeCheckPart bank, Func<int, string?> answer) => CheckResult.Of(bank, 7,
        Enumerable.Range(1, bank.Draw).Where(n => answer(n) is not null).ToDictionary(n => n, n => answer(n)!));
}
