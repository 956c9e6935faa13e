namespace Training.Modules.Reporting.Models;

/// <summary>The days of one assignment by measure: who is in post, who is not counted and why, and who is what of those that are.</summary>
internal sealed class AssignmentDays
{
    private readonly Dictionary<Measure, DaySet> _days = [];

    public AssignmentDays(CountedAssignment assignment, RoleDays role, RateFacts facts)
    {
        Assignment = assignment;
        var post = new PostDays(assignment.Start, assignment.End, facts.DutyOf(assignment), assignment.Leaves, facts.ScopeOf(assignment));
        Required = post.Required;
        Certified = Required.Intersect(role.Certified);

        _days[Measure.InPost] = post.InPost;
        _days[Measure.ExcludedNewcomer] = post.Newcomer;
        _days[Measure.ExcludedLeave] = post.Leave;
        _days[Measure.ExcludedNotYetInScope] = post.OutOfScope;
        _days[Measure.Required] = Required;
        _days[Measure.Exempt] = Required.Intersect(DaySet.Of(assignment.Exemptions));
        _days[Measure.Completed] = Required.Intersect(role.Completed);
        _days[Measure.Certified] = Certified;
        _days[Measure.ExpiringSoon] = Required.Intersect(role.ExpiringSoon);
        _days[Measure.Expired] = Required.Intersect(role.Expired);
        _days[Measure.NeverCertified] = Required.Intersect(role.Never);
        _days[Measure.RevokedOrSuspended] = Required.Intersect(role.RevokedOrSuspended);
        _days[Measure.EarlyCertified] = post.Newcomer.Intersect(role.Certified);
        _days[Measure.RefreshedThisYear] = Required.Intersect(role.Refreshed);
    }

    public CountedAssignment Assignment { get; }
    public DaySet Required { get; }
    public DaySet Certified { get; }
    public IEnumerable<KeyValuePair<Measure, DaySet>> ByMeasure => _days.Where(d => !d.Value.IsEmpty);
}
