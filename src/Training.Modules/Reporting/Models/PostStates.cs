namespace Training.Modules.Reporting.Models;

/// <summary>Turns the spans of one person, one for each measure, into runs of days with all measures together.</summary>
public static class PostStates
{
    /// <summary>The bit of a measure of assignment basis.</summary>
    public static int Bit(Measure measure) => 1 << (int)measure;

    /// <summary>The measures of a row.</summary>
    public static IEnumerable<Measure> Measures(int bits) => Enum.GetValues<Measure>().Where(m => (bits & Bit(m)) != 0);

    /// <summary>
    /// Beside the measures: the person has more than one assignment, on whatever days. Of the others each row is a person, so people
    /// are counted without looking who they are.
    /// </summary>
    public const int Several = 1 << 15;

    /// <param name="spans">All spans of one person.</param>
    /// <param name="places">By assignment.</param>
    public static IReadOnlyList<CountedPost> Of(IEnumerable<CountedSpan> spans, IReadOnlyDictionary<long, PostPlace> places)
    {
        var found = new List<CountedPost>();
        var assignments = spans.GroupBy(s => s.AssignmentId).ToList();
        foreach (var assignment in assignments)
        {
            var own = assignment.ToList();
            var bounds = new SortedSet<DateOnly>(own.Select(s => s.From));
            bounds.UnionWith(own.Where(s => !s.Days.IsOpen).Select(s => s.Through.AddDays(1)));
            DateOnly? from = null;
            foreach (var bound in bounds)
            {
                if (from is { } begun) Add(begun, bound.AddDays(-1));
                from = bound;
            }
            if (from is { } last) Add(last, DateOnly.MaxValue);

            void Add(DateOnly first, DateOnly through)
            {
                var measures = own.Where(s => s.From <= first && s.Through >= first).Aggregate(0, (sum, s) => sum | Bit(s.Measure));
                if (measures != 0) found.Add(new(assignment.Key, places[assignment.Key], own[0].Role, own[0].Line, assignments.Count > 1 ? measures | Several : measures, first, through));
            }
        }
        return found;
    }

    /// <summary>The spans from which the runs were made.</summary>
    /// <param name="posts">All of one person.</param>
    public static IReadOnlyList<CountedSpan> Spans(IReadOnlyCollection<CountedPost> posts) =>
    [
        .. from post in posts.GroupBy(p => p.AssignmentId)
           let first = post.First()
           from measure in Measures(post.Aggregate(0, (bits, p) => bits | p.Measures))
           from run in DaySet.Of(post.Where(p => (p.Measures & Bit(measure)) != 0).Select(p => new Days(p.From, p.Through))).Runs
           select new CountedSpan(post.Key, first.Place.UnitId, first.Role, first.Line, measure, run.From, run.Through),
    ];

    /// <summary>From facts of one person.</summary>
    public static IReadOnlyList<CountedPost> Of(IEnumerable<CountedSpan> spans, RateFacts facts) =>
        Of(spans, facts.Assignments.ToDictionary(a => a.Id, a => new PostPlace(a.UnitId, a.WorkUnitId, a.SchoolKind, facts.DutyOf(a).Since)));
}
