namespace Training.Modules.People.Models;

/// <summary>
/// The duty that an assignment is part of: assignments of one role that follow each other without a gap – across streets and through merges
/// of units – are one duty, with one grace from its first day (domain/organisation.md §4, docs/decisions/0019). Rates, the day due and time in
/// post are all reckoned from it.
/// </summary>
/// <param name="Since">First day of the unbroken chain.</param>
/// <param name="HasGrace">False where an earlier duty in the role ended at most <see cref="GapDays"/> days before it.</param>
public readonly record struct RoleDuty(DateOnly Since, bool HasGrace)
{
    /// <summary>Calendar months of grace for a newcomer.</summary>
    public const int GraceMonths = 3;

    /// <summary>An earlier duty of the same role that ended at most so many days before leaves no grace.</summary>
    public const int GapDays = 183;

    /// <summary>Last day on which nothing is asked yet; without grace the day before the first one.</summary>
    public DateOnly GraceThrough => HasGrace ? Since.AddMonths(GraceMonths).AddDays(-1) : Since.AddDays(-1);

    /// <param name="start">First day of an assignment.</param>
    /// <param name="posts">First and last days (null = open) of all assignments of the person in the role; the one asked about may be among them.</param>
    public static RoleDuty Of(DateOnly start, params ReadOnlySpan<(DateOnly Start, DateOnly? End)> posts)
    {
        var since = start;
        for (var found = true; found;)
        {
            found = false;
            foreach (var post in posts)
                if (post.Start < since && (post.End is null || post.End.Value.DayNumber >= since.DayNumber - 1)) (since, found) = (post.Start, true);
        }
        var grace = true;
        foreach (var post in posts) grace &= post.Start >= since || since.DayNumber - post.End!.Value.DayNumber > GapDays;
        return new(since, grace);
    }
}
