namespace Training.Modules.Reporting.Models;

/// <summary>Which people of a cell a list shows.</summary>
public enum PeopleFilter { Missing, Required, Certified, Expiring, Expired, Never, Revoked, Completed, Exempt, Excluded, Early }

public static class PeopleFilters
{
    /// <summary>Somebody is on the list who counts under one of these.</summary>
    public static IReadOnlyList<Measure> Measures(this PeopleFilter filter) => filter switch
    {
        PeopleFilter.Missing => [Measure.Expired, Measure.NeverCertified, Measure.RevokedOrSuspended],
        PeopleFilter.Required => [Measure.Required],
        PeopleFilter.Certified => [Measure.Certified],
        PeopleFilter.Expiring => [Measure.ExpiringSoon],
        PeopleFilter.Expired => [Measure.Expired],
        PeopleFilter.Never => [Measure.NeverCertified],
        PeopleFilter.Revoked => [Measure.RevokedOrSuspended],
        PeopleFilter.Completed => [Measure.Completed],
        PeopleFilter.Exempt => [Measure.Exempt],
        PeopleFilter.Excluded => [Measure.ExcludedNewcomer, Measure.ExcludedLeave, Measure.ExcludedNotYetInScope],
        _ => [Measure.EarlyCertified],
    };

    /// <summary>Chinese name, a source string for <see cref="Platform.Localization.Text"/>.</summary>
    public static string Title(this PeopleFilter filter) => filter switch
    {
        PeopleFilter.Missing => "未持证",
        PeopleFilter.Required => "应训",
        PeopleFilter.Certified => "持证",
        PeopleFilter.Expiring => "即将到期",
        PeopleFilter.Expired => "过期",
        PeopleFilter.Never => "未取证",
        PeopleFilter.Revoked => "撤销或暂停",
        PeopleFilter.Completed => "已完成",
        PeopleFilter.Exempt => "免训",
        PeopleFilter.Excluded => "不计入应训",
        _ => "提前持证",
    };

    public static int Count(this PeopleFilter filter, RateCounts counts) => filter.Measures().Sum(m => counts[m]);
}
