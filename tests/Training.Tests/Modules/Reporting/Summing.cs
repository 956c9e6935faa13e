using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Reporting;

/// <summary>What the database does, in memory.</summary>
internal static class Summing
{
    public static RateTable Table(DateOnly day, IEnumerable<RateFacts> people) => new(day, people.SelectMany(Contributions.Of)
        .Where(c => c.On <= day).Select(c => KeyValuePair.Create(c.Key, c.Change)));

    public static RateTable TableOfBuckets(DateOnly day, IEnumerable<RateFacts> people)
    {
        var sums = new Dictionary<BucketKey, int>();
        foreach (var person in people) Buckets.Add(sums, Contributions.Of(person));
        return new(day, sums.Where(s => Buckets.Counts(s.Key.Level, s.Key.Start, day)).Select(s => KeyValuePair.Create(s.Key.Key, s.Value)));
    }
}
