namespace Training.Modules.Reporting.Models;

/// <summary>
/// Which days of an assignment count as 应训 (domain/organisation.md §4): in post, and neither a newcomer, nor on long leave, nor in
/// a role without scheme. The four parts never overlap.
/// </summary>
internal sealed class PostDays
{
    /// <summary>Calendar months of grace for a newcomer.</summary>
    public const int GraceMonths = 3;

    /// <summary>An earlier assignment of the same role that ended at most so many days before the start leaves no grace.</summary>
    public const int SameDutyDays = 183;

    /// <summary>A single leave counts as an exclusion only if it is longer than this.</summary>
    public const int ShortLeaveDays = 30;

    /// <param name="goesOn">See <see cref="GoesOn"/>.</param>
    /// <param name="scope">Days on which a scheme of the role is in force.</param>
    public PostDays(DateOnly start, DateOnly? end, bool goesOn, IReadOnlyList<Days> leaves, DaySet scope)
    {
        InPost = DaySet.Of(start, end);
        Newcomer = goesOn ? DaySet.Empty : InPost.Intersect(DaySet.Of(start, start.AddMonths(GraceMonths).AddDays(-1)));
        var counted = InPost.Subtract(Newcomer);
        Leave = leaves.Count == 0 ? DaySet.Empty : counted.Intersect(DaySet.Of(leaves.Where(IsLong)));
        counted = counted.Subtract(Leave);
        Required = counted.Intersect(scope);
        OutOfScope = counted.Subtract(Required);
    }

    public DaySet InPost { get; }
    public DaySet Newcomer { get; }
    public DaySet Leave { get; }
    public DaySet OutOfScope { get; }
    public DaySet Required { get; }

    /// <summary>True when an earlier assignment of the same role goes on in one that starts on a day: there is no new grace.</summary>
    public static bool GoesOn(DateOnly earlierStart, DateOnly? earlierEnd, DateOnly start) =>
        earlierStart < start && (earlierEnd is null || start.DayNumber - earlierEnd.Value.DayNumber <= SameDutyDays);

    private static bool IsLong(Days leave) => leave.IsOpen || leave.Through.DayNumber - leave.From.DayNumber + 1 > ShortLeaveDays;
}
