namespace Training.Modules.Certification.Models.Rules;

/// <summary>What amounts are counted in.</summary>
public enum RuleUnit { Hours, Credits, Times, Parts }

/// <summary>A decision with its reasons, as a tree like its rule; quotas stand below their hours.</summary>
public sealed record RuleResult
{
    public required Rule Rule { get; init; }

    /// <summary>The part of <see cref="Rules.HoursOf"/> that this is about; null = the rule itself.</summary>
    public Quota? Quota { get; init; }

    public required bool IsMet { get; init; }

    /// <summary>Day of the last evidence that was needed; null while it is not met, or when nothing was needed.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Evidence that counted, oldest first.</summary>
    public IReadOnlyList<Proof> Proofs { get; init; } = [];

    /// <summary>How much there is, in <see cref="Unit"/>; null where it is only yes or no.</summary>
    public decimal? Amount { get; init; }

    /// <summary>How much is needed.</summary>
    public decimal? Needed { get; init; }

    public RuleUnit Unit { get; init; }

    /// <summary>What it is called, e.g. 区级 家庭教育指导; null or empty = the reader finds a name by the rule.</summary>
    public string? Name { get; init; }

    /// <summary>Evidence that would have met it, were it not too old on the day.</summary>
    public Proof? TooOld { get; init; }

    /// <summary>The best that was shown and is below the least score, where nothing was good enough.</summary>
    public Proof? TooLow { get; init; }

    /// <summary>Day of the major edition because of which it is to be shown anew.</summary>
    public DateOnly? ChangedOn { get; init; }

    /// <summary>What changed that day, as written by the district.</summary>
    public string ChangeNote { get; init; } = "";

    public IReadOnlyList<RuleResult> Children { get; init; } = [];

    /// <summary>What is still short; 0 when enough, null without amount.</summary>
    public decimal? Short => Needed - Amount is { } missing ? Math.Max(0, missing) : null;

    /// <summary>Things still to be done on the shortest way: hours count as one.</summary>
    public int Missing => IsMet ? 0 : Rule switch
    {
        SomeOf some => Children.Where(c => !c.IsMet).Select(c => c.Missing).Order().Take(some.Count - Children.Count(c => c.IsMet)).Sum(),
        AllOf or ChangedModules => Children.Sum(c => c.Missing),
        Shown { Times: > 1 } shown => shown.Times - Proofs.Count,
        _ => 1,
    };

    /// <summary>
    /// The flat list of what was and is to be done. Of choices that are made, only what was chosen; hours are one line, whatever
    /// their quotas.
    /// </summary>
    public IReadOnlyList<MetRequirement> Leaves
    {
        get
        {
            var leaves = new List<MetRequirement>();
            AddLeaves(leaves);
            return leaves;
        }
    }

    /// <summary>Each amount that is short, the innermost that says why: “2 学分 short in 区级 家庭教育指导”.</summary>
    public IEnumerable<RuleResult> Shortfalls()
    {
        if (IsMet) yield break;
        var inner = Children.SelectMany(c => c.Shortfalls()).ToList();
        foreach (var part in inner) yield return part;
        // A whole that is short by more than its parts explain is said too.
        if (Rule is HoursOf && Short > 0 && Short > inner.Where(p => p.Rule == Rule).Max(p => p.Short).GetValueOrDefault()) yield return this;
    }

    internal static DateOnly? Latest(IReadOnlyList<RuleResult> parts)
    {
        DateOnly? latest = null;
        foreach (var part in parts) if (part.On is { } on && (latest is null || on > latest)) latest = on;
        return latest;
    }

    private void AddLeaves(List<MetRequirement> leaves)
    {
        if (Rule is AllOf or SomeOf or ChangedModules)
        {
            foreach (var child in Children)
                if (child.IsMet || Rule is not SomeOf || !IsMet) child.AddLeaves(leaves);
            return;
        }
        leaves.Add(new(Rule.Leaves[0], IsMet ? Proofs.Count > 0 ? Proofs[^1] : null : null, this));
    }
}

/// <summary>Which evidence satisfied which requirement; <see cref="By"/> is null where the ledger of the day does not show it.</summary>
/// <param name="Result">The decision behind it: amounts, and all evidence.</param>
public sealed record MetRequirement(Requirement Requirement, Proof? By, RuleResult Result);
