using Training.Modules.Insights.Models;
using Training.Modules.People.Models;

namespace Training.Tests.Modules.Insights;

public sealed class EffectTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    [Fact]
    public void Gain_is_from_the_first_attempt_to_the_one_that_passed()
    {
        Assert.Equal(30.0, Of((60, false, 0), (70, false, 2), (90, true, 4)).Gain);
        Assert.Null(Of((90, true, 0)).Gain);
        Assert.Null(Of((60, false, 0), (70, false, 2)).Gain);
    }

    [Fact]
    public void What_is_kept_is_seen_half_a_year_after_passing_at_the_earliest()
    {
        Assert.Null(Of((90, true, 0), (80, true, 179)).Kept);
        Assert.Equal(-10.0, Of((90, true, 0), (85, true, 10), (80, false, 180)).Kept);
    }

    [Fact]
    public void Figures_are_made_for_everybody_each_street_and_each_line()
    {
        List<LearnerAttempts> all = [.. Enumerable.Range(0, 12).Select(i => Of((60, false, 0), (80 + i, true, 3)))];
        all.Add(new(all[0].Attempts, [2], [Line.Education]));
        var figures = Effect.Figures("O02", all);
        Assert.Equal([(null, null, 13), (1, null, 12), (2, null, 1), (null, Line.CivilAffairs, 12), (null, Line.Education, 1)],
            figures.Select(f => (f.UnitId, f.Line, f.People)));
        Assert.Equal(Verdict.Better, figures[0].Gain.Verdict);
        Assert.Equal(Verdict.TooFew, figures[2].Gain.Verdict);
    }

    [Fact]
    public void A_question_is_compared_only_for_those_who_met_it_twice()
    {
        LearnerAttempts Asked(bool first, bool? later) => new(
        [
            new(50, false, Day, new Dictionary<string, bool> { ["q1"] = first }),
            new(90, true, Day.AddDays(2), later is { } l ? new Dictionary<string, bool> { ["q1"] = l } : []),
        ], [1], [Line.CivilAffairs]);
        var item = Assert.Single(Effect.Items("O02", [Asked(false, true), Asked(true, true), Asked(true, null)]));
        Assert.Equal((3, 2, 2, 1.0), (item.Asked, item.Right, item.PairCount, item.PairSum));
    }

    [Fact]
    public void Practice_is_compared_between_those_who_had_passed_and_those_who_had_not()
    {
        List<LearnerAttempts> all =
        [
            .. Enumerable.Range(0, 12).Select(i => Of((90, true, 0)) with { Practice = 80 + (i % 3), SignedOff = i < 6 }),
            .. Enumerable.Range(0, 12).Select(i => Of((90, true, 0)) with { Untaught = 50 + (i % 3) }),
        ];
        var figure = Effect.Of("R03", null, null, all);
        Assert.Equal((30.0, Verdict.Better), (figure.PracticeGain.Mean, figure.PracticeGain.Verdict));
        Assert.Equal((24, 6), (figure.Passed, figure.SignedOff));
        Assert.Equal(Verdict.Better, figure.Overall);
        // Without a difference it says so, and with nine nothing at all.
        var alike = Effect.Of("R03", null, null, [.. all.Select(l => l.Untaught is { } u ? l with { Untaught = u + 30 } : l)]);
        Assert.Equal((Verdict.None, Verdict.None), (alike.PracticeGain.Verdict, alike.Overall));
        Assert.Equal(Verdict.TooFew, Effect.Of("R03", null, null, all.Skip(3)).Overall);
    }

    private static LearnerAttempts Of(params (int Percent, bool Passed, int After)[] attempts) =>
        new([.. attempts.Select(a => new Graded(a.Percent, a.Passed, Day.AddDays(a.After), new Dictionary<string, bool>()))], [1], [Line.CivilAffairs]);
}
