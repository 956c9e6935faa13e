using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Simulation;

/// <summary>What came out of a simulation. Stored as JSON; holds no names.</summary>
/// <param name="Table">The day of force and the month ends.</param>
/// <param name="Unassumed">People whose renewal could not be assumed.</param>
public sealed record WhatIfResult(
    TrainingRole Role, DateOnly From, string Title, Assumption Assumption, DateOnly Today, int Target,
    IReadOnlyList<DateOnly> Table, IReadOnlyList<WhatIfStreet> Streets, IReadOnlyList<WhatIfTurn> Turns, int People, int Unassumed)
{
    /// <summary>Of the stored text: what was written in another form is simulated anew.</summary>
    public const int CurrentForm = 2;

    /// <summary>0 where the text does not say.</summary>
    public int Form { get; init; }

    /// <summary>All streets together.</summary>
    public WhatIfStreet Total => new(0, [.. Table.Select((_, i) => Streets.Aggregate(default(WhatIfCell), (sum, s) => sum.Plus(s.Days[i])))],
        Streets.Aggregate(default(WhatIfCell), (sum, s) => sum.Plus(s.Today)), null, null);
}

/// <summary>What happens to a certificate: by the draft alone, or anyway.</summary>
public enum WhatIfChange { Lapsed, Gained, LapsedAnyway, GainedAnyway }

/// <summary>Counts of assignments on a day.</summary>
/// <param name="RequiredNow">应训 without the draft.</param>
/// <param name="Now">持证 without the draft.</param>
/// <param name="Required">应训 with the draft.</param>
/// <param name="Then">持证 with the draft.</param>
/// <param name="Lapsed">Certified on the day without the draft, and not with it.</param>
/// <param name="Gained">Certified on the day with the draft, and not without it.</param>
/// <param name="LapsedAnyway">Certified today, and on the day neither with the draft nor without it.</param>
/// <param name="GainedAnyway">Not certified today, and on the day both with the draft and without it.</param>
public readonly record struct WhatIfCell(int RequiredNow, int Now, int Required, int Then, int Lapsed, int Gained, int LapsedAnyway, int GainedAnyway)
{
    public int this[WhatIfChange change] => change switch
    {
        WhatIfChange.Lapsed => Lapsed,
        WhatIfChange.Gained => Gained,
        WhatIfChange.LapsedAnyway => LapsedAnyway,
        _ => GainedAnyway,
    };

    public Rate RateNow => new(Now, RequiredNow);
    public Rate RateThen => new(Then, Required);

    internal WhatIfCell Plus(WhatIfCell other) => new(RequiredNow + other.RequiredNow, Now + other.Now, Required + other.Required, Then + other.Then,
        Lapsed + other.Lapsed, Gained + other.Gained, LapsedAnyway + other.LapsedAnyway, GainedAnyway + other.GainedAnyway);
}

/// <summary>A 街镇 over the days of the table.</summary>
/// <param name="BelowOn">First day from today on which it is below the target with the draft; today where it is by now; null = never.</param>
/// <param name="BelowNowOn">The same without the draft.</param>
public sealed record WhatIfStreet(int UnitId, IReadOnlyList<WhatIfCell> Days, WhatIfCell Today, DateOnly? BelowOn, DateOnly? BelowNowOn);

/// <summary>Somebody who loses or wins the certificate; the name is looked up when it is shown, within the reader's scope.</summary>
/// <param name="UnitId">街镇 of the assignment.</param>
/// <param name="ByDraft">It would not be so without the draft.</param>
/// <param name="Missing">What is lacking on the day.</param>
public sealed record WhatIfTurn(long AssignmentId, int UnitId, Line Line, DateOnly On, bool Lapsed, bool ByDraft, IReadOnlyList<WhatIfMissing> Missing);

/// <summary>One thing that is lacking.</summary>
/// <param name="Short">How much of it, in <paramref name="Unit"/>; null where it is only yes or no.</param>
public sealed record WhatIfMissing(RequirementKind Kind, string Subject, string? Label, decimal? Short, RuleUnit Unit);
