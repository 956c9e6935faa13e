using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// 人头口径: how one person counts in a slice (a unit, in it one line, one role or all), once under each measure, by all posts that the person
/// holds there. Readings of the definitions: docs/decisions/0016. On every day 在岗 = 应训 + 不计入 and 应训 = 全岗持证 + 过期 + 未取证 + 撤销/暂停.
/// </summary>
internal static class PersonDays
{
    /// <param name="spans">Of one person, all of one slice.</param>
    public static IEnumerable<(Measure Measure, DaySet Days)> Of(IReadOnlyCollection<CountedSpan> spans)
    {
        var posts = spans.GroupBy(s => s.AssignmentId).Select(p => p.ToList()).ToList();
        var required = Any(Measure.Required);
        var certified = required.Subtract(Lacking(Measure.Certified));
        // The least favourable required post says how somebody counts who is not certified for all.
        var revoked = Any(Measure.RevokedOrSuspended);
        var expired = Any(Measure.Expired).Subtract(revoked);
        yield return (Measure.Required, required);
        yield return (Measure.Certified, certified);
        yield return (Measure.RevokedOrSuspended, revoked);
        yield return (Measure.Expired, expired);
        yield return (Measure.NeverCertified, required.Subtract(certified).Subtract(revoked).Subtract(expired));
        yield return (Measure.PersonAnyCertified, Any(Measure.Certified));
        yield return (Measure.Completed, required.Subtract(Lacking(Measure.Completed)));
        yield return (Measure.ExpiringSoon, certified.Intersect(Any(Measure.ExpiringSoon)));
        yield return (Measure.Exempt, Any(Measure.Exempt));

        // Excluded only without any required post, and once, in the order of the exclusions of an assignment.
        var newcomer = Any(Measure.ExcludedNewcomer).Subtract(required);
        var leave = Any(Measure.ExcludedLeave).Subtract(required).Subtract(newcomer);
        yield return (Measure.InPost, Any(Measure.InPost));
        yield return (Measure.ExcludedNewcomer, newcomer);
        yield return (Measure.ExcludedLeave, leave);
        yield return (Measure.ExcludedNotYetInScope, Any(Measure.ExcludedNotYetInScope).Subtract(required).Subtract(newcomer).Subtract(leave));
        yield return (Measure.EarlyCertified, Any(Measure.EarlyCertified).Subtract(required));

        posts.RemoveAll(p => !p[0].Role.AnnualRequired());
        var annual = Any(Measure.Required);
        yield return (Measure.AnnualRequired, annual);
        yield return (Measure.RefreshedThisYear, annual.Subtract(Lacking(Measure.RefreshedThisYear)));

        DaySet Any(Measure measure) => DaySet.Of(posts.SelectMany(p => p).Where(s => s.Measure == measure).Select(s => s.Days));

        // Days on which some required post does not count under the measure.
        DaySet Lacking(Measure measure) => DaySet.Union(posts.Select(p => In(p, Measure.Required).Subtract(In(p, measure))));
    }

    private static DaySet In(List<CountedSpan> post, Measure measure) => DaySet.Of(post.Where(s => s.Measure == measure).Select(s => s.Days));
}
