namespace Training.Modules.Reporting.Models;

/// <summary>Row of the aggregate without its id.</summary>
public readonly record struct BucketKey(BucketLevel Level, DateOnly Start, RateKey Key);

/// <summary>Lays changes of counts into buckets of years, months and days.</summary>
public static class Buckets
{
    /// <summary>First days of the three buckets of a day.</summary>
    public static IEnumerable<(BucketLevel Level, DateOnly Start)> Of(DateOnly day) =>
    [
        (BucketLevel.Year, new(day.Year, 1, 1)), (BucketLevel.Month, new(day.Year, day.Month, 1)), (BucketLevel.Day, day),
    ];

    /// <summary>Adds changes, or with a <paramref name="sign"/> of −1 takes them back.</summary>
    public static void Add(Dictionary<BucketKey, int> sums, IEnumerable<Contribution> contributions, int sign = 1)
    {
        foreach (var c in contributions)
            foreach (var (level, start) in Of(c.On))
            {
                var key = new BucketKey(level, start, c.Key);
                sums[key] = sums.GetValueOrDefault(key) + sign * c.Change;
            }
    }

    /// <summary>True where a bucket is part of the sum that gives the count at the end of a day.</summary>
    public static bool Counts(BucketLevel level, DateOnly start, DateOnly day) => level switch
    {
        BucketLevel.Year => start.Year < day.Year,
        BucketLevel.Month => start.Year == day.Year && start.Month < day.Month,
        _ => start.Year == day.Year && start.Month == day.Month && start <= day,
    };

    /// <summary>The same for the last day of a month, from years and months alone.</summary>
    public static bool CountsByMonthEnd(BucketLevel level, DateOnly start, DateOnly monthEnd) => level switch
    {
        BucketLevel.Year => start.Year < monthEnd.Year,
        BucketLevel.Month => start.Year == monthEnd.Year && start <= monthEnd,
        _ => false,
    };
}
