using CsCheck;
using Training.Modules.Assessment.Models;

namespace Training.Tests.Modules.Assessment;

public sealed class CheckDrawTests
{
    private static readonly Gen<(KnowledgeCheckPart Bank, int Seed)> AnyDraw =
        from questions in Gen.Int[1, 40]
        from critical in Gen.Int[0, questions]
        from draw in Gen.Int[1, 40]
        from seed in Gen.Int
        select (Banks.Of(questions, critical, draw), seed);

    [Fact]
    public void Every_draw_has_its_number_of_questions_and_none_twice() => AnyDraw.Sample(d =>
    {
        var drawn = CheckDraw.Of(d.Bank, d.Seed);
        return drawn.Count == Math.Min(d.Bank.Draw, d.Bank.Questions.Count)
            && drawn.Select(q => q.Question.Key).Distinct().Count() == drawn.Count
            && drawn.Select(q => q.Position).SequenceEqual(Enumerable.Range(1, drawn.Count));
    });

    [Fact]
    public void Every_draw_has_two_critical_questions_where_the_bank_has_them() => AnyDraw.Sample(d =>
        CheckDraw.Of(d.Bank, d.Seed).Count(q => q.Question.Critical)
            >= Math.Min(Math.Min(2, d.Bank.Questions.Count(q => q.Critical)), d.Bank.Draw));

    [Fact]
    public void The_same_version_and_seed_give_the_same_draw() => AnyDraw.Sample(d =>
        Keys(CheckDraw.Of(d.Bank, d.Seed)).SequenceEqual(Keys(CheckDraw.Of(d.Bank, d.Seed))));

    [Fact]
    public void Each_option_is_shown_once() => AnyDraw.Sample(d =>
        CheckDraw.Of(d.Bank, d.Seed).All(q => q.Order.Order().SequenceEqual(Enumerable.Range(0, q.Question.Options.Count))));

    [Fact]
    public void An_attempt_that_was_stored_years_ago_is_drawn_again_as_it_was() =>
        Assert.Equal(["q1:1023", "q13:2031", "q19:1203", "q3:0312"],
            CheckDraw.Of(Banks.Of(20, 5, 4), 20261109).Select(q => q.Question.Key + ":" + string.Concat(q.Order)));

    [Fact]
    public void Another_seed_gives_another_draw() =>
        Assert.True(Enumerable.Range(0, 20).Select(seed => string.Concat(Keys(CheckDraw.Of(Banks.Of(20, 5, 10), seed)))).Distinct().Count() > 15);

    [Fact]
    public void Every_question_of_a_bank_is_drawn_about_equally_often()
    {
        var bank = Banks.Of(20, 0, 10);
        var times = Enumerable.Range(0, 4000).SelectMany(seed => Keys(CheckDraw.Of(bank, seed))).CountBy(k => k.Split(':')[0]).ToList();
        Assert.Equal(20, times.Count);
        Assert.All(times, t => Assert.InRange(t.Value, 1850, 2150));
    }

    [Fact]
    public void Right_comes_before_wrong_in_a_judgement()
    {
        var bank = Banks.Of(0, 0, 1) with { Questions = [Banks.Question(1, QuestionKind.Judge, false, "b")] };
        Assert.All(Enumerable.Range(0, 50), seed => Assert.Equal([0, 1], CheckDraw.Of(bank, seed)[0].Order));
    }

    [Fact]
    public void A_chosen_option_is_kept_by_its_letter_in_the_bank()
    {
        var drawn = new DrawnQuestion(1, Banks.Question(1, QuestionKind.Multiple, false, "ab"), [2, 0, 3, 1]);
        Assert.Equal("ac", drawn.Chosen([1, 0]));
        Assert.Equal("b", drawn.Chosen([3, 3, 9, -1]));
        Assert.Equal("", drawn.Chosen([]));
    }

    private static IEnumerable<string> Keys(IEnumerable<DrawnQuestion> drawn) => drawn.Select(q => q.Question.Key + ":" + string.Concat(q.Order));
}
