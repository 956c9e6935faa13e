using CsCheck;
using Training.Modules.People.Models;
using Training.Modules.Practice.Models;
using Training.Modules.Practice.Services;
using Training.Platform.Contents;
using Training.Tests.Modules.Courseware;

namespace Training.Tests.Modules.Practice;

/// <summary>On the shipped scenario S1.</summary>
public sealed class PlaythroughTests
{
    private static readonly ScenarioPart S1 = new ScenarioSource().Read(ContentFolder.Shipped, new ContentReport())
        .SelectMany(i => i.Parts).OfType<ScenarioPart>().Single(p => p.Id == "S1");

    [Fact]
    public void The_best_path_is_worth_75_and_passes()
    {
        var play = Play("b", "b", "b", "b", "c");
        Assert.Equal((75, 75, 100), (play.Score, play.MaxOnPath, play.Percent));
        Assert.True(play.Finished && play.Passed);
    }

    /// <summary>domain/scenarios.md §1, test example.</summary>
    [Fact]
    public void Enough_score_without_red_line_fails_when_the_must_choose_option_was_not_chosen()
    {
        var play = Play("b", "a", "a", "b", "c");
        Assert.Equal((55, 75, 73), (play.Score, play.MaxOnPath, play.Percent));
        Assert.True(play.EnoughScore);
        Assert.False(play.RedLine);
        Assert.False(play.Passed);
        Assert.Equal("d3", Assert.Single(play.Missing).Id);
    }

    [Fact]
    public void Too_low_a_score_fails_even_with_the_must_choose_option()
    {
        var play = Play("a", "c", "b", "c", "b");
        Assert.Equal((20, 26), (play.Score, play.Percent));
        Assert.Empty(play.Missing);
        Assert.False(play.Passed);
    }

    [Fact]
    public void A_red_line_ends_the_run_at_once_and_fails_it()
    {
        var play = Play("b", "b", "c");
        Assert.True(play.Finished && play.RedLine);
        Assert.False(play.Passed);
        Assert.Equal((30, 45), (play.Score, play.MaxOnPath));
        Assert.Equal(5, play.Length);
    }

    [Fact]
    public void Steps_after_a_red_line_do_not_count() => Assert.Single(Play("c", "b", "b", "b", "c").Steps);

    [Fact]
    public void A_step_that_does_not_fit_is_left_out_with_all_after_it()
    {
        Assert.Single(Playthrough.Of(S1, [new("d1", "b"), new("d3", "b")]).Steps);
        Assert.Single(Playthrough.Of(S1, [new("d1", "b"), new("d2", "z"), new("d2", "b")]).Steps);
    }

    [Fact]
    public void A_run_begins_at_the_first_decision_and_shows_its_length()
    {
        var play = Play();
        Assert.Equal("d1", play.Current!.Id);
        Assert.Equal(5, play.Length);
        Assert.False(play.Passed);
    }

    [Fact]
    public void Other_roles_read_their_own_scene_or_the_common_one()
    {
        var node = S1.Node("d1")!;
        Assert.Contains("儿童主任这个月联系后拿不准", node.SceneFor(TrainingRole.ChildSupervisor));
        Assert.Equal(node.Scene, node.SceneFor(TrainingRole.ChildDirector));
        Assert.Equal(node.Scene, node.SceneFor(null));
    }

    [Fact]
    public void However_one_chooses_a_run_ends_and_passes_only_by_all_three_rules() =>
        Gen.Int[0, 3].Array[12].Sample(picks =>
        {
            var steps = new List<RunStep>();
            var play = Playthrough.Of(S1, steps);
            foreach (var pick in picks.TakeWhile(_ => !play.Finished))
            {
                var options = play.Current!.Options;
                steps.Add(new(play.Current.Id, options[pick % options.Count].Id));
                play = Playthrough.Of(S1, steps);
            }
            return play.Finished
                && play.Passed == (!play.RedLine && play.Score * 100 >= 70 * play.MaxOnPath && steps.Contains(new("d3", "b")))
                && play.Score <= play.MaxOnPath && play.Percent is >= 0 and <= 100;
        });

    private static Playthrough Play(params string[] options) =>
        Playthrough.Of(S1, options.Select((o, i) => new RunStep("d" + (i + 1), o)));
}
