using Training.Modules.People.Models;
using Training.Platform.Contents;

namespace Training.Modules.Practice.Models;

/// <summary>What choosing an option means beyond its score. A red line is an action that ends the attempt.</summary>
public enum OptionFlag { None, Partial, RedLine }

/// <summary>A branching scenario; always fictional (domain/scenarios.md §0).</summary>
public sealed record ScenarioPart : IContentPart
{
    public static string PartName => "ScenarioPart";

    /// <summary>E.g. "S1".</summary>
    public string Id { get; init; } = "";

    /// <summary>Codes of the training modules that it exercises.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Roles for which it was written; open to everyone.</summary>
    public IReadOnlyList<TrainingRole> Roles { get; init; } = [];

    public int Minutes { get; init; }

    /// <summary>Shown before entering (domain/safety.md §2).</summary>
    public string ContentNotice { get; init; } = "";

    public string Setup { get; init; } = "";

    /// <summary>Sum of the best path.</summary>
    public int MaxScore { get; init; }

    /// <summary>0–100.</summary>
    public int PassPercent { get; init; } = 70;

    /// <summary>Id of the first node.</summary>
    public string Start { get; init; } = "";

    public IReadOnlyList<ScenarioNode> Nodes { get; init; } = [];
    public ScenarioDebrief Debrief { get; init; } = new();

    public ScenarioNode? Node(string id) => Nodes.FirstOrDefault(n => n.Id == id);
}

/// <summary>One decision.</summary>
public sealed record ScenarioNode
{
    public string Id { get; init; } = "";
    public string Title { get; init; } = "";
    public string Scene { get; init; } = "";

    /// <summary>Whose words the scene is; null = narration.</summary>
    public string? Speaker { get; init; }

    /// <summary>Option without which the attempt cannot pass, whatever the score.</summary>
    public string? MustChoose { get; init; }

    public string? MustChooseWhy { get; init; }

    /// <summary>The scene for other roles: who is called first may differ, the red lines do not.</summary>
    public IReadOnlyDictionary<TrainingRole, string> Variants { get; init; } = new Dictionary<TrainingRole, string>();

    public IReadOnlyList<ScenarioOption> Options { get; init; } = [];

    public ScenarioOption? Option(string id) => Options.FirstOrDefault(o => o.Id == id);

    public string SceneFor(TrainingRole? role) => role is { } r && Variants.TryGetValue(r, out var scene) ? scene : Scene;
}

public sealed record ScenarioOption
{
    /// <summary><see cref="Next"/> of an option that closes the scenario.</summary>
    public const string End = "end";

    public string Id { get; init; } = "";
    public string Text { get; init; } = "";

    /// <summary>0, 5, 10 or 15.</summary>
    public int Score { get; init; }

    public OptionFlag Flag { get; init; }

    /// <summary>What happened then, and why.</summary>
    public string Feedback { get; init; } = "";

    /// <summary>Id of a node, or <see cref="End"/>.</summary>
    public string Next { get; init; } = End;
}

/// <summary>How every run ends.</summary>
public sealed record ScenarioDebrief
{
    /// <summary>Three lines of what one would write in the record.</summary>
    public IReadOnlyList<string> Record { get; init; } = [];

    public string NextContact { get; init; } = "";

    /// <summary>Where the worker gets support.</summary>
    public string Support { get; init; } = "";

    /// <summary>After a red line: what the right action is.</summary>
    public string RedLine { get; init; } = "";
}
