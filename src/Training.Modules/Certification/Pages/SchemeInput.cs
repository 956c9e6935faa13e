using Training.Modules.Certification.Schemes.Editing;

namespace Training.Modules.Certification.Pages;

/// <summary>One input of the scheme form with its label, hint and fault.</summary>
public sealed record SchemeInput(string Name, string Label, string Value, string? Problem, string? Hint = null, string Mode = "text", string? List = null, int Max = 80)
{
    /// <summary>Names hold dots and colons, which a selector would read.</summary>
    public string Id => "f-" + Name.Replace('.', '-').Replace(':', '-');
}

/// <summary>One choice of the scheme form.</summary>
public sealed record SchemeChoice(string Name, string Label, string Value, string? Problem, IReadOnlyList<(string Value, string Words)> Options)
{
    public string Id => "f-" + Name.Replace('.', '-').Replace(':', '-');
}

/// <summary>A rule of the form at its place.</summary>
/// <param name="Number">From 1 among its siblings; 0 = the top.</param>
public sealed record RuleFieldView(RuleField Field, string Key, int Number, int Siblings, IReadOnlyDictionary<string, string> Problems)
{
    public string Id => "f-" + Key.Replace('.', '-');

    public string? ProblemOf(string input) => Problems.GetValueOrDefault($"{Key}:{input}");

    public IEnumerable<RuleFieldView> Children => Field.Children.Select((c, i) => this with { Field = c, Key = $"{Key}.{i}", Number = i + 1, Siblings = Field.Children.Count });
}
