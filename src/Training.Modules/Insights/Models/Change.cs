using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Insights.Models;

/// <summary>How one assignment counts on a day. Every day of every assignment has exactly one.</summary>
public enum CountedAs { Out, Newcomer, OnLeave, OutOfScope, Certified, Expired, Never, Revoked }

/// <summary>An assignment that counts otherwise on the second day than on the first.</summary>
/// <param name="WorkUnitId">居民区, school or agency, where known.</param>
public sealed record Change(long PersonId, long AssignmentId, int UnitId, TrainingRole Role, Line Line, CountedAs From, CountedAs To, int? WorkUnitId = null);

/// <summary>Why an assignment counts otherwise.</summary>
public enum Cause
{
    NewlyCertified, Renewed, Reinstated, GraceOverCertified, BackCertified, ArrivedCertified, MovedInCertified, SchemeBegunCertified,
    Expired, Revoked,
    GraceOver, Back, Arrived, MovedIn, SchemeBegun,
    Left, MovedOut, Merged, LeaveBegun, SchemeEnded,
    StateCorrected,
    NotCounted,
}

public static class Causes
{
    private static readonly Dictionary<int, int> NoMerges = [];

    private static readonly Dictionary<Measure, CountedAs> Stored = new()
    {
        [Measure.ExcludedNewcomer] = CountedAs.Newcomer,
        [Measure.ExcludedLeave] = CountedAs.OnLeave,
        [Measure.ExcludedNotYetInScope] = CountedAs.OutOfScope,
        [Measure.Certified] = CountedAs.Certified,
        [Measure.Expired] = CountedAs.Expired,
        [Measure.NeverCertified] = CountedAs.Never,
        [Measure.RevokedOrSuspended] = CountedAs.Revoked,
    };

    /// <summary>Measures that part the days of an assignment.</summary>
    public static IReadOnlyList<Measure> States { get; } = [.. Stored.Keys];

    /// <param name="measure">One of <see cref="States"/>; null = not in post.</param>
    public static CountedAs StateOf(Measure? measure) => measure is { } m ? Stored[m] : CountedAs.Out;

    public static bool IsRequired(this CountedAs state) => state >= CountedAs.Certified;

    /// <summary>How much the change adds to 应训 and to 持证: −1, 0 or 1.</summary>
    public static (int Required, int Certified) Effect(this Change change) => (
        (change.To.IsRequired() ? 1 : 0) - (change.From.IsRequired() ? 1 : 0),
        (change.To == CountedAs.Certified ? 1 : 0) - (change.From == CountedAs.Certified ? 1 : 0));

    /// <summary>The changes that move a figure, each with one cause: so causes add up to the difference.</summary>
    /// <param name="changes">All of each person's, wherever.</param>
    /// <param name="merged">Units that ended between the two days, by the unit that took over.</param>
    public static IReadOnlyList<(Change Change, Cause Cause)> Of(IEnumerable<Change> changes, IReadOnlyDictionary<int, int>? merged = null) =>
        [.. changes.GroupBy(c => (c.PersonId, c.Role)).SelectMany(own => OfOne([.. own.OrderBy(c => c.AssignmentId)], merged ?? NoMerges)).Where(c => c.Change.Effect() != (0, 0))];

    /// <summary>Of one person and role: who left one post and took up another has moved, and how is seen from where.</summary>
    private static IEnumerable<(Change Change, Cause Cause)> OfOne(IReadOnlyList<Change> changes, IReadOnlyDictionary<int, int> merged)
    {
        var left = changes.Where(c => c.To == CountedAs.Out).ToList();
        var arrived = changes.Where(c => c.From == CountedAs.Out).ToList();
        foreach (var change in changes.Except(left).Except(arrived)) yield return (change, Of(change, false, false));
        // From one school or neighborhood to another within a street: for the street it is one post that goes on.
        foreach (var (from, to) in Pairs(left, arrived, (a, b) => a.UnitId == b.UnitId && a.Line == b.Line))
            if (to with { From = from.From } is var went && went.From != went.To) yield return (went, Of(went, false, false));
        foreach (var (from, to) in Pairs(left, arrived, (a, b) => Leads(a.UnitId, b.UnitId, merged) || (a.WorkUnitId is { } w && b.WorkUnitId is { } v && Leads(w, v, merged))))
        {
            // The merge itself adds up to nothing; what else became of the post over these days is a change of its own.
            yield return (from, Cause.Merged);
            yield return (to with { To = from.From }, Cause.Merged);
            if (to with { From = from.From } is var went && went.From != went.To) yield return (went, Of(went, false, false));
        }
        foreach (var from in left) yield return (from, Of(from, false, arrived.Any(a => a.UnitId != from.UnitId)));
        foreach (var to in arrived) yield return (to, Of(to, left.Any(l => l.UnitId != to.UnitId), false));
    }

    /// <summary>Takes out of both lists what belongs together.</summary>
    private static List<(Change From, Change To)> Pairs(List<Change> left, List<Change> arrived, Func<Change, Change, bool> fit)
    {
        var found = new List<(Change From, Change To)>();
        foreach (var from in left.ToList())
        {
            if (arrived.Find(a => fit(from, a)) is not { } to) continue;
            left.Remove(from);
            arrived.Remove(to);
            found.Add((from, to));
        }
        return found;
    }

    private static bool Leads(int from, int to, IReadOnlyDictionary<int, int> merged)
    {
        var seen = new HashSet<int>();
        for (var at = from; merged.TryGetValue(at, out var next) && seen.Add(at); at = next)
            if (next == to) return true;
        return false;
    }

    private static Cause Of(Change change, bool leftElsewhere, bool arrivedElsewhere) => (change.From, change.To) switch
    {
        (CountedAs.Never, CountedAs.Certified) => Cause.NewlyCertified,
        (CountedAs.Expired, CountedAs.Certified) => Cause.Renewed,
        (CountedAs.Revoked, CountedAs.Certified) => Cause.Reinstated,
        (CountedAs.Newcomer, CountedAs.Certified) => Cause.GraceOverCertified,
        (CountedAs.OnLeave, CountedAs.Certified) => Cause.BackCertified,
        (CountedAs.OutOfScope, CountedAs.Certified) => Cause.SchemeBegunCertified,
        (CountedAs.Out, CountedAs.Certified) => leftElsewhere ? Cause.MovedInCertified : Cause.ArrivedCertified,
        (CountedAs.Certified, CountedAs.Expired) => Cause.Expired,
        (CountedAs.Certified, CountedAs.Revoked) => Cause.Revoked,
        (CountedAs.Certified, CountedAs.Never) => Cause.StateCorrected,
        (_, CountedAs.Out) => arrivedElsewhere ? Cause.MovedOut : Cause.Left,
        (_, CountedAs.OnLeave) => Cause.LeaveBegun,
        (_, CountedAs.OutOfScope) => Cause.SchemeEnded,
        (CountedAs.Newcomer, _) => Cause.GraceOver,
        (CountedAs.OnLeave, _) => Cause.Back,
        (CountedAs.OutOfScope, _) => Cause.SchemeBegun,
        (CountedAs.Out, _) => leftElsewhere ? Cause.MovedIn : Cause.Arrived,
        _ => Cause.NotCounted,
    };

    /// <summary>Chinese, a source string for <see cref="Platform.Localization.Text"/>.</summary>
    public static string Title(this Cause cause) => cause switch
    {
        Cause.NewlyCertified => "新取证",
        Cause.Renewed => "过期后重新取证",
        Cause.Reinstated => "暂停或撤销后恢复",
        Cause.GraceOverCertified => "新入职满 3 个月，已持证",
        Cause.BackCertified => "长假结束，已持证",
        Cause.ArrivedCertified => "新到岗，已持证",
        Cause.MovedInCertified => "从别的街镇调入，已持证",
        Cause.SchemeBegunCertified => "岗位启用方案或课程开放，已持证",
        Cause.Expired => "证书过期",
        Cause.Revoked => "证书暂停或撤销",
        Cause.GraceOver => "新入职满 3 个月，未持证",
        Cause.Back => "长假结束，未持证",
        Cause.Arrived => "新到岗，未持证",
        Cause.MovedIn => "从别的街镇调入，未持证",
        Cause.SchemeBegun => "岗位启用方案或课程开放，未持证",
        Cause.Left => "离岗",
        Cause.MovedOut => "调往别的街镇",
        Cause.Merged => "机构合并",
        Cause.LeaveBegun => "开始 30 天以上的长假",
        Cause.SchemeEnded => "没有启用的方案，或课程尚未开放",
        Cause.StateCorrected => "证书记录更正",
        _ => "重新计入新入职宽限",
    };
}
