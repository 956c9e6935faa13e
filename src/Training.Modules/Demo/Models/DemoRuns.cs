using Training.Modules.Practice.Models;

namespace Training.Modules.Demo.Models;

/// <summary>Ways through a scenario as people take them.</summary>
internal sealed class DemoRuns(ScenarioPart scenario)
{
    private const int Tries = 40;

    /// <summary>A way that passes, as near to the percent as is found.</summary>
    public Playthrough Passed(int percent, Random random) => Enumerable.Range(0, Tries).Select(_ => Way(0.8, random)).Where(w => w.Passed)
        .Append(Way(1, random)).MinBy(w => Math.Abs(w.Percent - percent))!;

    /// <summary>A way that does not pass; null where none is found.</summary>
    /// <param name="ability">Share of decisions in which the model answer is chosen.</param>
    public Playthrough? Failed(double ability, Random random) => Enumerable.Range(0, Tries).Select(_ => Way(ability, random)).FirstOrDefault(w => !w.Passed);

    private Playthrough Way(double ability, Random random)
    {
        var steps = new List<RunStep>();
        var way = Playthrough.Of(scenario, steps);
        while (way.Current is { } node)
        {
            var model = node.MustChoose ?? node.Options.MaxBy(o => o.Score)!.Id;
            var others = node.Options.Where(o => o.Id != model).ToList();
            steps.Add(new(node.Id, others.Count == 0 || random.NextDouble() < ability ? model : others[random.Next(others.Count)].Id));
            way = Playthrough.Of(scenario, steps);
        }
        return way;
    }
}
