using System.Globalization;
using System.Text;
using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Models;

/// <summary>A state from a day on.</summary>
public readonly record struct StateChange(DateOnly From, StandingState State);

/// <summary>
/// Where somebody stands in a role on every day, past and to come, if nothing more is learned: so that nothing has to happen on
/// the day on which a window opens or a certificate ends. Before the first change: not started. Knows no setting: whether a
/// completion is issued by rule or waits for a person is said by whoever reads it (<see cref="At"/>).
/// </summary>
public sealed record Timeline(IReadOnlyList<StateChange> Changes)
{
    /// <summary>Characters of <see cref="Pack"/> that are stored; a history of two hundred changes fits.</summary>
    public const int PackedMax = 2000;

    /// <summary>Letters of the states, in their order; the stored form depends on it.</summary>
    private const string Letters = "niwacpesr";

    /// <summary>Stands in <see cref="Pack"/> when there is a suspension at any time: what a query looks for.</summary>
    public static string SuspendedMark { get; } = Letters[(int)StandingState.Suspended].ToString();

    public static Timeline Of(
        IReadOnlyList<DatedRules> schemes, ProofTable ledger, IReadOnlyList<Completion> completions, IReadOnlyList<CertificateHistory> certificates)
    {
        var changes = new List<StateChange>();
        var (state, next) = (StandingState.NotStarted, 0);
        Completion? last = null;
        foreach (var day in Days(schemes, ledger, completions, certificates))
        {
            while (next < completions.Count && completions[next].On <= day) last = completions[next++];
            var now = RoleStanding.Decide(last, certificates, day, () => OpenCycle.At(schemes, ledger, last, day)).State;
            if (now == state) continue;
            changes.Add(new(day, state = now));
        }
        return new(changes);
    }

    /// <param name="autoIssue">False: a completion waits for a person.</param>
    public StandingState At(DateOnly day, bool autoIssue = true)
    {
        var state = StandingState.NotStarted;
        foreach (var change in Changes)
        {
            if (change.From > day) break;
            state = change.State;
        }
        return state == StandingState.Completed && !autoIssue ? StandingState.AwaitingApproval : state;
    }

    /// <summary>The next change after a day; null when there is none.</summary>
    public StateChange? NextAfter(DateOnly day) => Changes.FirstOrDefault(c => c.From > day) is { From.DayNumber: > 0 } found ? found : null;

    /// <summary>E.g. 20250301i20250305c20251204p: a day and a letter each. Only the newest changes when there are too many.</summary>
    public string Pack()
    {
        var text = new StringBuilder();
        foreach (var change in Changes.Skip(Math.Max(0, Changes.Count - (PackedMax / 9))))
            text.Append(change.From.ToString("yyyyMMdd", CultureInfo.InvariantCulture)).Append(Letters[(int)change.State]);
        return text.ToString();
    }

    public static Timeline Unpack(string packed)
    {
        var changes = new StateChange[packed.Length / 9];
        for (var i = 0; i < changes.Length; i++)
            changes[i] = new(DateOnly.ParseExact(packed.AsSpan(i * 9, 8), "yyyyMMdd", CultureInfo.InvariantCulture), (StandingState)Letters.IndexOf(packed[(i * 9) + 8], StringComparison.Ordinal));
        return new(changes);
    }

    public bool Equals(Timeline? other) => other is not null && Changes.SequenceEqual(other.Changes);

    public override int GetHashCode() => Changes.Count == 0 ? 0 : Changes[^1].GetHashCode();

    /// <summary>Every day on which the state can change, in order.</summary>
    private static SortedSet<DateOnly> Days(
        IReadOnlyList<DatedRules> schemes, ProofTable ledger, IReadOnlyList<Completion> completions, IReadOnlyList<CertificateHistory> certificates)
    {
        var days = new SortedSet<DateOnly>();
        foreach (ref readonly var proof in ledger.Proofs) days.Add(proof.On);
        foreach (var (certificate, events) in certificates)
        {
            days.Add(certificate.ValidFrom);
            After(certificate.ValidThrough);
            foreach (var scheme in schemes) days.Add(certificate.ValidThrough.AddDays(-scheme.Rules.Renewal.OpensDaysBefore));
            foreach (var e in events) days.Add(e.EffectiveOn);
        }
        foreach (var completion in completions)
        {
            days.Add(completion.On);
            After(completion.LastIssuable);
            foreach (var scheme in schemes)
                foreach (var cycle in Cycle.After(completion, scheme.Rules))
                {
                    days.Add(cycle.From!.Value);
                    if (cycle.Through is { } through) After(through);
                }
        }
        foreach (var scheme in schemes)
        {
            days.Add(scheme.From);
            if (scheme.Through is not { } through) continue;
            After(through);
            days.Add(scheme.TransitionEnd);
        }
        // Who is in the role, and since when, decides which version may still be finished.
        foreach (var (start, end) in ledger.Held ?? [])
        {
            days.Add(start);
            if (end is { } last) After(last);
        }
        // With several versions at a time the one that asks for least decides, and what it asks for can grow.
        if (schemes.Count > 1) AddLosses();
        return days;

        void After(DateOnly day)
        {
            if (day < DateOnly.MaxValue) days.Add(day.AddDays(1));
        }

        void AddLosses()
        {
            foreach (var change in ledger.Changes) days.Add(change.On);
            var ages = schemes.SelectMany(s => s.Rules.Renewal.Paths.Select(p => p.Requirements).Append(s.Rules.Requirements)).SelectMany(Ages).Distinct().ToList();
            foreach (ref readonly var proof in ledger.Proofs)
                foreach (var months in ages)
                    // The first day on which it is too old: month ends make it one of a few.
                    for (var day = proof.On.AddMonths(months).AddDays(-1); day <= proof.On.AddMonths(months).AddDays(4); day = day.AddDays(1)) days.Add(day);
        }
    }

    private static IEnumerable<int> Ages(Rule rule) => rule switch
    {
        AllOf all => all.Rules.SelectMany(Ages),
        SomeOf some => some.Rules.SelectMany(Ages),
        Shown { MaxAgeMonths: { } months } => [months],
        HoursOf { WithinMonths: { } months } => [months],
        _ => [],
    };
}
