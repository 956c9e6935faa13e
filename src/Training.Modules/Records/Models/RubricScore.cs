namespace Training.Modules.Records.Models;

/// <summary>A piece of work scored by the lines of a rubric.</summary>
/// <param name="Levels">Level chosen for each criterion, from 0.</param>
/// <param name="RedLine">At least one red line was seen.</param>
public sealed record RubricScore(TaskPart Task, IReadOnlyList<int> Levels, bool RedLine)
{
    public int Points { get; } = Task.Criteria.Select((c, i) => c.Levels[Levels[i]].Points).Sum();

    /// <summary>Whole percent, rounded down: 59.9 is not shown as the 60 that it is not.</summary>
    public int Percent => Task.MaxPoints == 0 ? 0 : Points * 100 / Task.MaxPoints;

    public bool Passed => !RedLine && Points * 100 >= EntryRules.TaskPassPercent * Task.MaxPoints && Task.MaxPoints > 0;

    /// <summary>The score, or null when a line is missing or no level of it.</summary>
    /// <param name="chosen">Level by id of the criterion.</param>
    public static RubricScore? Of(TaskPart task, IReadOnlyDictionary<string, int> chosen, bool redLine)
    {
        var levels = new List<int>();
        foreach (var criterion in task.Criteria)
        {
            if (!chosen.TryGetValue(criterion.Id, out var level) || level < 0 || level >= criterion.Levels.Count) return null;
            levels.Add(level);
        }
        return new(task, levels, redLine);
    }

    /// <summary>"a:2|b:1": the level of each criterion, for keeping.</summary>
    public string Write() => string.Join('|', Task.Criteria.Select((c, i) => $"{c.Id}:{Levels[i]}"));

    /// <summary>What <see cref="Write"/> wrote, on the same version of the task.</summary>
    public static IReadOnlyDictionary<string, int> Read(string written) => written.Split('|', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split(':')).ToDictionary(p => p[0], p => int.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture));
}
