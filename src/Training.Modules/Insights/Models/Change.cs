using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Insights.Models;

/// <summary>How one assignment counts on a day. Every day of every assignment has exactly one.</summary>
public enum CountedAs { Out, Newcomer, OnLeave, OutOfScope, Certified, Expired, Never, Revoked }

/// <summary>An assignment that counts otherwise on the second day than on the first.</summary>
public sealed record Change(long PersonId, long AssignmentId, int UnitId, TrainingRole Role, Line Line, CountedAs From, CountedAs To);

/// <summary>Why an assignment counts otherwise.</summary>
public enum Cause
{
    NewlyCertified, Renewed, Reinstated, GraceOverCertified, BackCertified, ArrivedCertified, MovedInCertified, SchemeBegunCertified,
    Expired, Revoked,
    GraceOver, Back, Arrived, MovedIn, SchemeBegun,
    Left, MovedOut, LeaveBegun, SchemeEnded,
    StateCorrected,
    NotCounted,
}

public static class Causes
{
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
    public static IReadOnlyList<(Change Change, Cause Cause)> Of(IReadOnlyCollection<Change> changes)
    {
        // Somebody who left one post and took up another of the same role between the two days has moved.
        var left = changes.Where(c => c.To == CountedAs.Out).Select(c => (c.PersonId, c.Role)).ToHashSet();
        var arrived = changes.Where(c => c.From == CountedAs.Out).Select(c => (c.PersonId, c.Role)).ToHashSet();
        return [.. changes.Where(c => c.Effect() != (0, 0)).Select(c => (c, Of(c, left.Contains((c.PersonId, c.Role)), arrived.Contains((c.PersonId, c.Role)))))];
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
        Cause.SchemeBegunCertified => "岗位启用方案，已持证",
        Cause.Expired => "证书过期",
        Cause.Revoked => "证书暂停或撤销",
        Cause.GraceOver => "新入职满 3 个月，未持证",
        Cause.Back => "长假结束，未持证",
        Cause.Arrived => "新到岗，未持证",
        Cause.MovedIn => "从别的街镇调入，未持证",
        Cause.SchemeBegun => "岗位启用方案，未持证",
        Cause.Left => "离岗",
        Cause.MovedOut => "调往别的街镇",
        Cause.LeaveBegun => "开始 30 天以上的长假",
        Cause.SchemeEnded => "岗位没有启用的方案了",
        Cause.StateCorrected => "证书记录更正",
        _ => "重新计入新入职宽限",
    };
}
