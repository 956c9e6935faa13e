using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// Which days of an assignment count as 应训 (domain/organisation.md §4): in post, and neither a newcomer, nor on long leave, nor in
/// a role without scheme or not open to the 街镇 yet. The four parts never overlap.
/// </summary>
internal sealed class PostDays
{
    /// <summary>A single leave counts as an exclusion only if it is longer than this.</summary>
    public const int ShortLeaveDays = 30;

    private readonly DaySet _counted;

    /// <param name="duty">The unbroken duty that the assignment is part of: its grace, not one of the assignment's own.</param>
    /// <param name="scope">Days on which a scheme of the role is in force and open to the 街镇.</param>
    public PostDays(DateOnly start, DateOnly? end, RoleDuty duty, IReadOnlyList<Days> leaves, DaySet scope)
    {
        InPost = DaySet.Of(start, end);
        Newcomer = InPost.Intersect(DaySet.Of(duty.Since, duty.GraceThrough));
        var counted = InPost.Subtract(Newcomer);
        Leave = leaves.Count == 0 ? DaySet.Empty : counted.Intersect(DaySet.Of(leaves.Where(IsLong)));
        _counted = counted.Subtract(Leave);
        Required = _counted.Intersect(scope);
    }

    public DaySet InPost { get; }
    public DaySet Newcomer { get; }
    public DaySet Leave { get; }
    public DaySet OutOfScope => _counted.Subtract(Required);
    public DaySet Required { get; }

    private static bool IsLong(Days leave) => leave.IsOpen || leave.Through.DayNumber - leave.From.DayNumber + 1 > ShortLeaveDays;
}
