using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Models;

/// <summary>Renewal (domain/roles.md §4): within the window a shorter path is enough, after it all requirements count again.</summary>
public sealed record RenewalRule
{
    /// <summary>Days before the last valid day at which the window opens.</summary>
    public int OpensDaysBefore { get; init; } = 90;

    /// <summary>Days after the last valid day until which it stays open.</summary>
    public int ClosesDaysAfter { get; init; } = 180;

    /// <summary>What renews, by cycle; none = nothing renews, everything is shown again.</summary>
    public IReadOnlyList<RenewalPath> Paths { get; init; } = [];

    public Basis Basis { get; init; } = Basis.ProductDefault;

    /// <summary>
    /// The path of a renewal, counted from 1 since everything was last shown: the one that begins latest, so that what is written
    /// for the third renewal comes before what is written for every one. Of two the one written later.
    /// </summary>
    public RenewalPath? PathOf(int cycle)
    {
        RenewalPath? found = null;
        for (var i = 0; i < Paths.Count; i++)
            if (Paths[i].IsFor(cycle) && (found is null || Paths[i].FromCycle >= found.FromCycle)) found = Paths[i];
        return found;
    }

    /// <summary>One path for every renewal.</summary>
    public static IReadOnlyList<RenewalPath> Always(Rule requirements) => [new() { Requirements = requirements }];
}

/// <summary>What is to be shown at certain renewals.</summary>
public sealed record RenewalPath
{
    /// <summary>E.g. 年度轮训包; null = nothing of its own.</summary>
    public string? Title { get; init; }

    /// <summary>From which renewal on, the first is 1.</summary>
    public int FromCycle { get; init; } = 1;

    /// <summary>1 = each from there on, 2 = every other …; 0 = only that one.</summary>
    public int EveryCycles { get; init; } = 1;

    public required Rule Requirements { get; init; }

    public bool IsFor(int cycle) => cycle == FromCycle || (cycle > FromCycle && EveryCycles > 0 && (cycle - FromCycle) % EveryCycles == 0);
}
