using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Training.Modules.Certification.Models.Rules;

/// <summary>
/// What has to be shown, as a tree: a pure function of a person's ledger and a day. Written the same way in scheme files and
/// in the database, with the kind of rule under <c>rule</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = Discriminator)]
[JsonDerivedType(typeof(AllOf), nameof(AllOf))]
[JsonDerivedType(typeof(SomeOf), nameof(SomeOf))]
[JsonDerivedType(typeof(HoursOf), nameof(HoursOf))]
[JsonDerivedType(typeof(Shown), nameof(Shown))]
[JsonDerivedType(typeof(ChangedModules), nameof(ChangedModules))]
public abstract record Rule
{
    /// <summary>Property that names the kind of rule.</summary>
    public const string Discriminator = "rule";

    [Description("依据：Policy 政策规定；DistrictRule 区里规定；ProductDefault 平台默认")]
    public Basis Basis { get; init; } = Basis.ProductDefault;

    [Description("怎么称呼这一条，显示给学员，例如：选修课"), StringLength(40, MinimumLength = 1)]
    public string? Label { get; init; }

    /// <summary>
    /// The first day on which it is met, not before a day; null when it never is. Nothing is met without evidence: a rule of which
    /// nothing has been shown is not.
    /// </summary>
    public DateOnly? FirstMet(in LedgerView ledger, DateOnly notBefore)
    {
        if (IsSteady)
        {
            var day = MetOn(ledger);
            // Day 0 is “without any evidence”, e.g. an empty list.
            return day is Never or 0 ? null : DateOnly.FromDayNumber(Math.Max(day, notBefore.DayNumber));
        }
        if (ledger.Earliest(this) is not { } first) return null;
        // What holds can be lost again here, by age or by a change of a module; it is won only on a day of evidence, or at the start.
        var start = first.On > notBefore ? first.On : notBefore;
        if (Met(ledger.Until(start), start)) return start;
        for (var i = 0; i < ledger.Count; i++)
        {
            var day = ledger[i].On;
            if (day <= start || (i + 1 < ledger.Count && ledger[i + 1].On == day)) continue;
            if (Met(ledger.Until(day), day)) return day;
        }
        return null;
    }

    /// <summary>True when evidence up to and including a day meets it on that day.</summary>
    public bool IsMet(in LedgerView ledger, DateOnly day) => Met(ledger.Until(day), day);

    /// <summary>The same decision with its reasons, on a day.</summary>
    public RuleResult Evaluate(in LedgerView ledger, DateOnly day) => Explain(ledger.Until(day), day);

    /// <summary>The flat list of what to do, e.g. for a home page: the choices of a <see cref="SomeOf"/> all, hours as one line.</summary>
    [JsonIgnore]
    public IReadOnlyList<Requirement> Leaves
    {
        get
        {
            var leaves = new List<Requirement>();
            AddLeaves(leaves);
            return leaves;
        }
    }

    internal const int Never = int.MaxValue;

    /// <summary>Once met, always met: the fast way in <see cref="FirstMet"/> may be gone.</summary>
    internal abstract bool IsSteady { get; }

    /// <summary>Day number of the first day; 0 = without evidence, <see cref="Never"/> = not. Right only for steady rules.</summary>
    internal abstract int MetOn(in LedgerView ledger);

    /// <summary>Some part counts what was shown since the last completion, not only within the window of a renewal.</summary>
    internal virtual bool ReachesBack => false;

    /// <summary>The first evidence that counts for any part.</summary>
    internal virtual Proof? Earliest(in LedgerView ledger)
    {
        for (var i = 0; i < ledger.Count; i++) if (Counts(ledger[i])) return ledger[i];
        return null;
    }

    /// <summary>The same over several rules, of which some reach back.</summary>
    private protected static Proof? EarliestOf(IReadOnlyList<Rule> rules, in LedgerView ledger)
    {
        Proof? first = null;
        for (var i = 0; i < rules.Count; i++)
            if (rules[i].Earliest(ledger) is { } own && (first is null || own.On < first.Value.On)) first = own;
        return first;
    }

    private protected static bool AnyReachesBack(IReadOnlyList<Rule> rules)
    {
        for (var i = 0; i < rules.Count; i++) if (rules[i].ReachesBack) return true;
        return false;
    }

    /// <param name="ledger">Cut at the day.</param>
    internal abstract bool Met(in LedgerView ledger, DateOnly day);

    /// <param name="ledger">Cut at the day.</param>
    internal abstract RuleResult Explain(in LedgerView ledger, DateOnly day);

    /// <summary>True when evidence of this kind could count for any part of the rule.</summary>
    internal abstract bool Counts(in Proof proof);

    internal abstract void AddLeaves(List<Requirement> leaves);
}
