using System.Numerics;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// A tree over the days that is only arithmetic (Kriegel, Pötke, Seidl: Managing Intervals Efficiently in Object-Relational Databases,
/// VLDB 2000). A run of days belongs to the roundest day in it, in binary. The runs that hold a given day belong to one of some thirty
/// days, so an index finds them without a look at those that ended before or began after.
/// </summary>
public static class DayTree
{
    /// <summary>Levels of the tree. It holds 131,071 days, from 1900 to 2258; a run without an end goes on to the last of them.</summary>
    private const int Levels = 17;

    private const int Last = (1 << Levels) - 1;

    private static readonly int Origin = new DateOnly(1900, 1, 1).DayNumber - 1;

    /// <summary>The day a run belongs to, as its number in the tree.</summary>
    public static int NodeOf(DateOnly from, DateOnly through)
    {
        int before = Number(from) - 1, last = Number(through), level = BitOperations.Log2((uint)(before ^ last));
        return last >> level << level;
    }

    /// <summary>Where the runs are that begin no later than a day for sure, and end on it or after.</summary>
    public static int[] UpTo(DateOnly day)
    {
        var number = Number(day);
        return [.. Enumerable.Range(0, Levels).Select(level => number >> level << level).Where(n => n > 0).Distinct()];
    }

    /// <summary>Where the runs are that end after a day for sure, and begin on it or before.</summary>
    public static int[] After(DateOnly day)
    {
        var number = Number(day);
        return [.. Enumerable.Range(0, Levels).Select(level => (number >> level << level) + (1 << level)).Where(n => n <= Last).Distinct()];
    }

    private static int Number(DateOnly day) => Math.Clamp(day.DayNumber - Origin, 1, Last);
}
