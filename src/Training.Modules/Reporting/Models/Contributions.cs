using System.Runtime.InteropServices;
using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// What one person adds to the counts (architecture §5), a pure function of the runs of days of the person's posts: the ±1 at every unit
/// upward, on assignment basis and, as the difference from it, on person basis.
/// </summary>
public static class Contributions
{
    private const int Measures = (int)Measure.AnnualRequired + 1;

    // Of the bits of a PersonState these say nothing that others do not say.
    private static readonly int Derived = PostStates.Bit(Measure.PersonRequired) | PostStates.Bit(Measure.PersonAllCertified);

    /// <summary>All changes of counts that one person causes, summed by day and cell; no zeros.</summary>
    /// <param name="posts">All runs of one person.</param>
    /// <param name="ancestors">For each unit the units above it.</param>
    public static IReadOnlyList<Contribution> Of(IReadOnlyList<CountedPost> posts, IReadOnlyDictionary<int, IReadOnlyList<int>> ancestors)
    {
        var sums = new Dictionary<(RateKey Key, int Day), int>();
        foreach (var post in posts)
            foreach (var unit in Upward(post.Place.UnitId, ancestors))
                foreach (var measure in PostStates.Measures(post.Measures))
                {
                    var key = new RateKey(CountBasis.Assignment, unit, post.Role, post.Line, measure);
                    Add(key, post.From.DayNumber, 1);
                    if (post.Through != DateOnly.MaxValue) Add(key, post.Through.DayNumber + 1, -1);
                }

        // Only where a person holds several posts do people differ from assignments.
        if (HasSeveral(posts))
        {
            IReadOnlyList<Difference>? ofAll = null;
            foreach (var at in posts.SelectMany(p => Upward(p.Place.UnitId, ancestors), (p, unit) => (Unit: unit, Post: p)).GroupBy(x => x.Unit, x => x.Post))
            {
                var own = at.ToList();
                // Mostly all posts are in one 街镇: what they make of the person is the same there and in the district.
                foreach (var d in own.Count == posts.Count ? ofAll ??= Differences(own) : Differences(own))
                    Add(new(CountBasis.Person, at.Key, d.Role, d.Line, d.Measure), d.Day, d.Change);
            }
        }
        return [.. sums.Where(s => s.Value != 0).Select(s => new Contribution(DateOnly.FromDayNumber(s.Key.Day), s.Key.Key, s.Value))];

        void Add(RateKey key, int day, int change) => CollectionsMarshal.GetValueRefOrAddDefault(sums, (key, day), out _) += change;
    }

    /// <summary>How the person counts in the unit, its lines and roles, less what the assignments add up to.</summary>
    private static List<Difference> Differences(List<CountedPost> posts)
    {
        var found = new List<Difference>();
        AddSlice(found, null, null, posts);
        foreach (var line in posts.GroupBy(p => p.Line)) AddSlice(found, null, line.Key, [.. line]);
        foreach (var role in posts.GroupBy(p => p.Role)) AddSlice(found, role.Key, null, [.. role]);
        return found;
    }

    private static void AddSlice(List<Difference> found, TrainingRole? role, Line? line, List<CountedPost> posts)
    {
        if (!HasSeveral(posts)) return;
        var bounds = new SortedSet<int>(posts.Select(p => p.From.DayNumber));
        bounds.UnionWith(posts.Where(p => p.Through != DateOnly.MaxValue).Select(p => p.Through.DayNumber + 1));
        Span<int> before = stackalloc int[Measures], now = stackalloc int[Measures];
        before.Clear();
        foreach (var day in bounds)
        {
            now.Clear();
            var together = default(PersonState);
            foreach (var post in posts)
            {
                if (post.From.DayNumber > day || post.Through.DayNumber < day) continue;
                together.Add(post.Measures, post.Role);
                var alone = default(PersonState);
                alone.Add(post.Measures, post.Role);
                Count(alone, -1, now);
            }
            Count(together, 1, now);
            for (var m = 0; m < Measures; m++)
                if (now[m] != before[m]) found.Add(new(role, line, (Measure)m, day, now[m] - before[m]));
            now.CopyTo(before);
        }
    }

    private static void Count(PersonState state, int sign, Span<int> sums)
    {
        foreach (var measure in PostStates.Measures(state.Measures & ~Derived)) sums[(int)measure] += sign;
    }

    private static bool HasSeveral(IEnumerable<CountedPost> posts) => posts.Select(p => p.AssignmentId).Distinct().Skip(1).Any();

    private static IEnumerable<int> Upward(int unit, IReadOnlyDictionary<int, IReadOnlyList<int>> ancestors) =>
        ancestors.TryGetValue(unit, out var above) ? above.Prepend(unit) : [unit];

    private readonly record struct Difference(TrainingRole? Role, Line? Line, Measure Measure, int Day, int Change);
}
