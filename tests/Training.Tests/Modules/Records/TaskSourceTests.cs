using Training.Modules.Records.Models;
using Training.Modules.Records.Services;
using Training.Platform.Contents;
using Training.Tests.Architecture;
using Training.Tests.Platform.Contents;

namespace Training.Tests.Modules.Records;

public sealed class TaskSourceTests
{
    private static readonly string Content = Path.Combine(RepositoryRoot.Path, "content");

    private static List<TaskPart> Shipped()
    {
        var report = new ContentReport();
        var tasks = new TaskSource().Read(Content, report).Select(i => i.Parts.OfType<TaskPart>().Single()).ToList();
        Assert.Empty(report.Problems);
        return tasks;
    }

    [Fact]
    public void The_shipped_tasks_have_no_fault_and_a_hundred_points() => Assert.All(Shipped(), t => Assert.Equal(100, t.MaxPoints));

    [Fact]
    public void Each_role_that_needs_a_practical_task_has_one() =>
        Assert.Equal(
            ["ChildDirector", "ChildSupervisor", "ChildWelfareSocialWorker", "SchoolCounselor", "YouthSocialWorker"],
            Shipped().SelectMany(t => t.Roles).Distinct().Select(r => r.ToString()).Order());

    [Fact]
    public void The_published_schema_is_what_is_read() => SchemaFile.AssertCurrent<TaskFile>("task", "tasks/*.yaml");

    [Fact]
    public void A_fault_is_named_with_its_line()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var part in new[] { "forbidden-terms.yaml", "directories/resources.yaml" })
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.FullName, part))!);
                File.Copy(Path.Combine(Content, part), Path.Combine(folder.FullName, part));
            }
            Directory.CreateDirectory(Path.Combine(folder.FullName, "tasks"));
            var text = File.ReadAllText(Path.Combine(Content, "tasks", "p01-home-visit-record.yaml"));
            File.WriteAllText(Path.Combine(folder.FullName, "tasks", "x.yaml"), text.Replace("fictional: true", "fictional: false", StringComparison.Ordinal).Replace("points: 8", "points: 20", StringComparison.Ordinal));
            var report = new ContentReport();
            Assert.Empty(new TaskSource().Read(folder.FullName, report));
            Assert.Contains(report.Problems, p => p.Line > 0 && p.Message.Contains("虚构", StringComparison.Ordinal));
            Assert.Contains(report.Problems, p => p.Line > 0 && p.Message.Contains("从低到高", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Sixty_percent_pass_and_a_red_line_does_not()
    {
        var task = Shipped()[0];
        Dictionary<string, int> Levels(int best) => task.Criteria.Select((c, i) => (c.Id, Level: i < best ? c.Levels.Count - 1 : 0)).ToDictionary(c => c.Id, c => c.Level);
        Assert.Equal([(0, false), (70, true), (100, true)], new[] { 0, 4, 6 }.Select(b => RubricScore.Of(task, Levels(b), false)!).Select(s => (s.Percent, s.Passed)));
        Assert.False(RubricScore.Of(task, Levels(6), redLine: true)!.Passed);
        Assert.Null(RubricScore.Of(task, new Dictionary<string, int> { ["elements"] = 1 }, false));
        Assert.Equal(Levels(4), RubricScore.Read(RubricScore.Of(task, Levels(4), false)!.Write()));
    }
}
