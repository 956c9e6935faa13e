namespace Training.Modules.Reporting.Models;

/// <summary>How somebody counts on a day, in one word for lists.</summary>
public enum CountedState { Certified, ExpiringSoon, Expired, CompletedNotCertified, NeverCertified, RevokedOrSuspended, Newcomer, OnLeave, NotYetInScope }

public static class CountedStates
{
    /// <param name="measures">Everything under which the assignment counts on the day.</param>
    public static CountedState Of(IReadOnlySet<Measure> measures) =>
        measures.Contains(Measure.ExcludedNewcomer) ? CountedState.Newcomer
        : measures.Contains(Measure.ExcludedLeave) ? CountedState.OnLeave
        : measures.Contains(Measure.ExcludedNotYetInScope) ? CountedState.NotYetInScope
        : measures.Contains(Measure.ExpiringSoon) ? CountedState.ExpiringSoon
        : measures.Contains(Measure.Certified) ? CountedState.Certified
        : measures.Contains(Measure.RevokedOrSuspended) ? CountedState.RevokedOrSuspended
        : measures.Contains(Measure.Completed) ? CountedState.CompletedNotCertified
        : measures.Contains(Measure.Expired) ? CountedState.Expired
        : CountedState.NeverCertified;

    /// <summary>Chinese name, a source string for <see cref="Platform.Localization.Text"/>.</summary>
    public static string Title(this CountedState state) => state switch
    {
        CountedState.Certified => "持证",
        CountedState.ExpiringSoon => "即将到期",
        CountedState.Expired => "证书已过期",
        CountedState.CompletedNotCertified => "已完成，未发证",
        CountedState.NeverCertified => "未取证",
        CountedState.RevokedOrSuspended => "撤销或暂停",
        CountedState.Newcomer => "新入职未满 3 个月",
        CountedState.OnLeave => "请假超过 30 天",
        _ => "没有启用的方案，或课程尚未开放",
    };

    /// <summary>Class of the dot before it.</summary>
    public static string Mark(this CountedState state) => state switch
    {
        CountedState.Certified => "ok",
        CountedState.ExpiringSoon => "warn",
        CountedState.CompletedNotCertified => "info",
        _ => "off",
    };
}
