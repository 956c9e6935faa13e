using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// How one person counts, as a pure function (architecture §5). First the days of each assignment under each measure, which
/// are stored; from those the ±1 at every unit upward, on assignment basis and, as the union of days, on person basis.
/// </summary>
public static class Contributions
{
    /// <summary>The days of each assignment under each measure of assignment basis.</summary>
    public static IReadOnlyList<CountedSpan> SpansOf(RateFacts facts)
    {
        var roles = facts.Assignments.Select(a => a.Role).Distinct().ToDictionary(r => r, r => new RoleDays(r, facts));
        return
        [
            .. from a in facts.Assignments
               from measure in new AssignmentDays(a, roles[a.Role], facts).ByMeasure
               from run in measure.Value.Runs
               select new CountedSpan(a.Id, a.UnitId, a.Role, a.Line, measure.Key, run.From, run.Through),
        ];
    }

    /// <summary>All changes of counts that one person causes, summed by day and cell; no zeros.</summary>
    public static IReadOnlyList<Contribution> Of(RateFacts facts) => Of(SpansOf(facts), facts.Ancestors);

    /// <param name="spans">All spans of one person.</param>
    /// <param name="ancestors">For each unit the units above it.</param>
    public static IReadOnlyList<Contribution> Of(IReadOnlyList<CountedSpan> spans, IReadOnlyDictionary<int, IReadOnlyList<int>> ancestors)
    {
        var sums = new Dictionary<(RateKey, DateOnly), int>();
        foreach (var span in spans)
            foreach (var unit in Upward(span.UnitId, ancestors))
                Add(sums, new(CountBasis.Assignment, unit, span.Role, span.Line, span.Measure), span.Days);

        var counted = spans.Where(s => s.Measure is Measure.Required or Measure.Certified).ToList();
        foreach (var at in counted.SelectMany(s => Upward(s.UnitId, ancestors), (s, unit) => (Unit: unit, Span: s)).GroupBy(x => x.Unit, x => x.Span))
        {
            AddPerson(sums, at.Key, null, null, at);
            foreach (var line in at.GroupBy(s => s.Line)) AddPerson(sums, at.Key, null, line.Key, line);
            foreach (var role in at.GroupBy(s => s.Role)) AddPerson(sums, at.Key, role.Key, null, role);
        }
        return [.. sums.Where(s => s.Value != 0).Select(s => new Contribution(s.Key.Item2, s.Key.Item1, s.Value))];
    }

    private static void AddPerson(Dictionary<(RateKey, DateOnly), int> sums, int unit, TrainingRole? role, Line? line, IEnumerable<CountedSpan> spans)
    {
        var (required, any, missing) = (DaySet.Empty, DaySet.Empty, DaySet.Empty);
        foreach (var assignment in spans.GroupBy(s => s.AssignmentId))
        {
            var need = DaySet.Of(assignment.Where(s => s.Measure == Measure.Required).Select(s => s.Days));
            var have = DaySet.Of(assignment.Where(s => s.Measure == Measure.Certified).Select(s => s.Days));
            (required, any, missing) = (required.Union(need), any.Union(have), missing.Union(need.Subtract(have)));
        }
        Put(Measure.PersonRequired, required);
        Put(Measure.PersonAnyCertified, any);
        Put(Measure.PersonAllCertified, required.Subtract(missing));

        void Put(Measure measure, DaySet days)
        {
            foreach (var run in days.Runs) Add(sums, new(CountBasis.Person, unit, role, line, measure), run);
        }
    }

    private static void Add(Dictionary<(RateKey, DateOnly), int> sums, RateKey key, Days days)
    {
        Change(days.From, 1);
        if (!days.IsOpen) Change(days.Through.AddDays(1), -1);

        void Change(DateOnly on, int by) => sums[(key, on)] = sums.GetValueOrDefault((key, on)) + by;
    }

    private static IEnumerable<int> Upward(int unit, IReadOnlyDictionary<int, IReadOnlyList<int>> ancestors) =>
        ancestors.TryGetValue(unit, out var above) ? above.Prepend(unit) : [unit];
}
