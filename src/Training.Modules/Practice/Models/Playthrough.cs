namespace Training.Modules.Practice.Models;

/// <summary>One decision taken: ids only, the text stays in the content version.</summary>
/// <param name="N">Node id.</param>
/// <param name="O">Option id.</param>
public sealed record RunStep(string N, string O);

/// <summary>A decision with its texts.</summary>
public sealed record TakenStep(ScenarioNode Node, ScenarioOption Option);

/// <summary>
/// How far a run has come and what it is worth: a pure function of the scenario and the steps (domain/scenarios.md §0).
/// Passed = finished, at least the percent needed, no red line, and every must-choose option of the scenario chosen.
/// </summary>
public sealed class Playthrough
{
    private readonly ScenarioPart _scenario;

    private Playthrough(ScenarioPart scenario, List<TakenStep> steps)
    {
        _scenario = scenario;
        Steps = steps;
        Score = steps.Sum(s => s.Option.Score);
        MaxOnPath = steps.Sum(s => s.Node.Options.Max(o => o.Score));
        RedLine = steps.Any(s => s.Option.Flag == OptionFlag.RedLine);
        var next = steps.Count == 0 ? scenario.Start : steps[^1].Option.Next;
        Current = RedLine || next == ScenarioOption.End ? null : scenario.Node(next);
        Missing = [.. scenario.Nodes.Where(n => n.MustChoose is not null && !steps.Any(s => s.Node.Id == n.Id && s.Option.Id == n.MustChoose))];
    }

    public IReadOnlyList<TakenStep> Steps { get; }

    /// <summary>The decision to take now; null = finished.</summary>
    public ScenarioNode? Current { get; }

    public bool Finished => Current is null;
    public int Score { get; }

    /// <summary>Sum of the best options of the decisions that were met.</summary>
    public int MaxOnPath { get; }

    public bool RedLine { get; }

    /// <summary>Decisions whose must-choose option was not chosen (yet).</summary>
    public IReadOnlyList<ScenarioNode> Missing { get; }

    /// <summary>Decisions in which the model answer was chosen: the must-choose option, else one of the highest score.</summary>
    public int ModelChoices => Steps.Count(s => s.Node.MustChoose is { } must ? s.Option.Id == must : s.Option.Score == s.Node.Options.Max(o => o.Score));

    /// <summary>Whole percent, rounded down.</summary>
    public int Percent => MaxOnPath == 0 ? 0 : Score * 100 / MaxOnPath;

    public bool EnoughScore => MaxOnPath > 0 && Score * 100 >= _scenario.PassPercent * MaxOnPath;
    public bool Passed => Finished && !RedLine && EnoughScore && Missing.Count == 0;

    /// <summary>Decisions on the longest way on from here, those taken included: the length of the step bar. A red line does not shorten it.</summary>
    public int Length =>
        RedLine ? Steps.Count - 1 + LongestFrom(Steps[^1].Node, [])
        : Current is null ? Steps.Count
        : Steps.Count + LongestFrom(Current, []);

    /// <summary>Replays steps; what does not fit the scenario, and all after it, is left out.</summary>
    public static Playthrough Of(ScenarioPart scenario, IEnumerable<RunStep> steps)
    {
        var taken = new List<TakenStep>();
        var node = scenario.Node(scenario.Start);
        foreach (var step in steps)
        {
            if (node is null || node.Id != step.N || node.Option(step.O) is not { } option) break;
            taken.Add(new(node, option));
            node = option.Flag == OptionFlag.RedLine ? null : scenario.Node(option.Next);
        }
        return new Playthrough(scenario, taken);
    }

    private int LongestFrom(ScenarioNode node, Dictionary<string, int> known)
    {
        if (known.TryGetValue(node.Id, out var length)) return length;
        known[node.Id] = 0;
        return known[node.Id] = 1 + node.Options.Where(o => o.Flag != OptionFlag.RedLine)
            .Select(o => _scenario.Node(o.Next)).OfType<ScenarioNode>().Select(n => LongestFrom(n, known)).DefaultIfEmpty(0).Max();
    }
}
