using Training.Modules.Practice.Models;

namespace Training.Modules.Practice.Services;

/// <summary>The ways through a scenario, for checking it. Red lines end a run and lead nowhere.</summary>
internal sealed class ScenarioGraph(ScenarioPart scenario)
{
    public IReadOnlySet<string> Reachable()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([scenario.Start]);
        while (open.TryPop(out var id))
            if (scenario.Node(id) is { } node && seen.Add(id))
                foreach (var option in node.Options) open.Push(option.Next);
        return seen;
    }

    /// <summary>A node from which the story comes back to itself; null = every path ends.</summary>
    public string? Loop()
    {
        var state = new Dictionary<string, bool>(StringComparer.Ordinal);
        return Visit(scenario.Start);

        // In the dictionary: false = on the way, true = done.
        string? Visit(string id)
        {
            if (scenario.Node(id) is not { } node) return null;
            if (state.TryGetValue(id, out var done)) return done ? null : id;
            state[id] = false;
            foreach (var option in node.Options)
                if (Visit(option.Next) is { } loop) return loop;
            state[id] = true;
            return null;
        }
    }

    /// <summary>Decisions on the longest path. Only without loops.</summary>
    public int Longest() => Best(_ => 1, new(StringComparer.Ordinal));

    /// <summary>Highest sum of scores. Only without loops.</summary>
    public int BestScore() => Best(o => o.Score, new(StringComparer.Ordinal));

    private int Best(Func<ScenarioOption, int> worth, Dictionary<string, int> known)
    {
        return From(scenario.Start);

        int From(string id)
        {
            if (scenario.Node(id) is not { } node) return 0;
            if (known.TryGetValue(id, out var found)) return found;
            return known[id] = node.Options.Where(o => o.Flag != OptionFlag.RedLine).Select(o => worth(o) + From(o.Next)).DefaultIfEmpty(0).Max();
        }
    }

    /// <summary>Whether some path passes: the best one through every must-choose option. Only without loops.</summary>
    public bool CanPass()
    {
        return From(scenario.Start, []);

        bool From(string id, List<RunStep> steps)
        {
            if (scenario.Node(id) is not { } node) return Playthrough.Of(scenario, steps).Passed;
            // Best first, and only the must-choose option where there is one: the first try is nearly always the answer.
            var ways = node.Options.Where(o => o.Flag != OptionFlag.RedLine && (node.MustChoose is null || o.Id == node.MustChoose));
            return ways.OrderByDescending(o => o.Score).Any(o => From(o.Next, [.. steps, new(id, o.Id)]));
        }
    }
}
