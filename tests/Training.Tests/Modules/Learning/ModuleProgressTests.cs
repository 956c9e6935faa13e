using System.Text.Json.Nodes;
using Training.Modules.Courseware.Models;
using Training.Modules.Learning.Models;
using Training.Platform.Contents;

namespace Training.Tests.Modules.Learning;

public sealed class ModuleProgressTests
{
    private static readonly DateTime Day = new(2026, 11, 9, 4, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Nothing_opened_is_not_started_and_begins_with_lesson_one()
    {
        var progress = Of(Module(notice: "提到伤害"));
        Assert.Equal((false, 1, 0m, true), (progress.Started, progress.NextLesson, progress.HoursLearned, progress.NoticeFirst));
    }

    [Fact]
    public void Once_opened_the_notice_is_not_asked_for_again() =>
        Assert.False(Of(Module(notice: "提到伤害"), ("l1", new(0, null, "v"))).NoticeFirst);

    [Fact]
    public void A_module_without_notice_is_entered_at_once() => Assert.False(Of(Module()).NoticeFirst);

    [Fact]
    public void The_next_lesson_is_the_first_open_one_also_when_a_later_one_is_done() =>
        Assert.Equal(2, Of(Module(), ("l1", new(100, Day, "v")), ("l3", new(100, Day, "v"))).NextLesson);

    [Fact]
    public void Hours_learned_are_the_minutes_of_completed_lessons_in_units_of_45() =>
        Assert.Equal(0.4m, Of(Module(), ("l1", new(100, Day, "v")), ("l2", new(80, null, "v")), ("l3", new(100, Day, "v"))).HoursLearned);

    [Fact]
    public void A_completed_module_has_all_its_hours()
    {
        var evidence = new Evidence { PersonId = 1, Kind = EvidenceKind.ModuleCompleted, Subject = "O02", EffectiveOn = new(2026, 11, 9), RecordedUtc = Day, Reason = "试" };
        var progress = ModuleProgress.Of(Module(), new Dictionary<string, LessonState>(), true, [evidence]);
        Assert.Equal((1.5m, evidence), (progress.HoursLearned, progress.Completed));
    }

    private static ModuleProgress Of(ModuleView module, params (string Id, LessonState State)[] states) =>
        ModuleProgress.Of(module, states.ToDictionary(s => s.Id, s => s.State), false, []);

    private static ModuleView Module(string? notice = null) => new()
    {
        Item = Item("m", TrainingModulePart.PartName, new TrainingModulePart { Code = "O02", Hours = 1.5m, ContentNotice = notice }),
        Lessons = [.. new[] { "l1", "l2", "l3" }.Select(id => Item(id, LessonPart.PartName, new LessonPart { Minutes = 10 }))],
        Tool = null,
    };

    private static ContentItem Item(string id, string part, object value) => new()
    {
        ContentItemId = id, ContentItemVersionId = id + "-v", ContentType = "", DisplayText = id, CreatedUtc = Day, ModifiedUtc = Day,
        Content = new JsonObject { [part] = System.Text.Json.JsonSerializer.SerializeToNode(value, value.GetType(), ContentJson.Options) }.ToJsonString(),
    };
}
