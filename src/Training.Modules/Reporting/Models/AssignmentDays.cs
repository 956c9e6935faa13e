namespace Training.Modules.Reporting.Models;

/// <summary>The days of one assignment by measure: who is in post, who is not counted and why, and who is what of those that are.</summary>
internal sealed class AssignmentDays
{
    /// <summary>Calendar months of grace for a newcomer.</summary>
    public const int GraceMonths = 3;

    /// <summary>An earlier assignment of the same role that ended at most so many days before the start leaves no grace.</summary>
    public const int SameDutyDays = 183;

    /// <summary>A single leave counts as an exclusion only if it is longer than this.</summary>
    public const int ShortLeaveDays = 30;

    private readonly Dictionary<Measure, DaySet> _days = [];

    public AssignmentDays(CountedAssignment assignment, RoleDays role, RateFacts facts)
    {
        Assignment = assignment;
        var inPost = DaySet.Of(assignment.Start, assignment.End);
        var newcomer = inPost.Intersect(Grace(assignment, facts.Assignments));
        var leave = inPost.Intersect(DaySet.Of(assignment.Leaves.Where(IsLong))).Subtract(newcomer);
        var outOfScope = inPost.Subtract(facts.Scope.GetValueOrDefault(assignment.Role, DaySet.Empty)).Subtract(newcomer).Subtract(leave);
        Required = inPost.Subtract(newcomer).Subtract(leave).Subtract(outOfScope);
        Certified = Required.Intersect(role.Certified);

        _days[Measure.InPost] = inPost;
        _days[Measure.ExcludedNewcomer] = newcomer;
        _days[Measure.ExcludedLeave] = leave;
        _days[Measure.ExcludedNotYetInScope] = outOfScope;
        _days[Measure.Required] = Required;
        _days[Measure.Exempt] = Required.Intersect(DaySet.Of(assignment.Exemptions));
        _days[Measure.Completed] = Required.Intersect(role.Completed);
        _days[Measure.Certified] = Certified;
        _days[Measure.ExpiringSoon] = Required.Intersect(role.ExpiringSoon);
        _days[Measure.Expired] = Required.Intersect(role.Expired);
        _days[Measure.NeverCertified] = Required.Intersect(role.Never);
        _days[Measure.RevokedOrSuspended] = Required.Intersect(role.RevokedOrSuspended);
        _days[Measure.EarlyCertified] = newcomer.Intersect(role.Certified);
        _days[Measure.RefreshedThisYear] = Required.Intersect(role.Refreshed);
    }

    public CountedAssignment Assignment { get; }
    public DaySet Required { get; }
    public DaySet Certified { get; }
    public IEnumerable<KeyValuePair<Measure, DaySet>> ByMeasure => _days.Where(d => !d.Value.IsEmpty);

    private static DaySet Grace(CountedAssignment assignment, IEnumerable<CountedAssignment> all)
    {
        var goesOn = all.Any(a => a.Role == assignment.Role && a.Start < assignment.Start
            && (a.End is null || assignment.Start.DayNumber - a.End.Value.DayNumber <= SameDutyDays));
        return goesOn ? DaySet.Empty : DaySet.Of(assignment.Start, assignment.Start.AddMonths(GraceMonths).AddDays(-1));
    }

    private static bool IsLong(Days leave) => leave.IsOpen || leave.Through.DayNumber - leave.From.DayNumber + 1 > ShortLeaveDays;
}
