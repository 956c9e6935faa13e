using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// How one person counts, as a pure function (architecture §5). First the days of each assignment under each measure, which
/// are stored; from those the ±1 at every unit upward, on assignment basis and, as the difference from it, on person basis.
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

        // Only where a person holds several posts do people differ from assignments.
        foreach (var at in spans.SelectMany(s => Upward(s.UnitId, ancestors), (s, unit) => (Unit: unit, Span: s)).GroupBy(x => x.Unit, x => x.Span))
        {
            AddPerson(sums, at.Key, null, null, [.. at]);
            foreach (var line in at.GroupBy(s => s.Line)) AddPerson(sums, at.Key, null, line.Key, [.. line]);
            foreach (var role in at.GroupBy(s => s.Role)) AddPerson(sums, at.Key, role.Key, null, [.. role]);
        }
        return [.. sums.Where(s => s.Value != 0).Select(s => new Contribution(s.Key.Item2, s.Key.Item1, s.Value))];
    }

    /// <summary>How the person counts in the slice, less what the assignments add up to.</summary>
    private static void AddPerson(Dictionary<(RateKey, DateOnly), int> sums, int unit, TrainingRole? role, Line? line, IReadOnlyList<CountedSpan> spans)
    {
        if (spans.All(s => s.AssignmentId == spans[0].AssignmentId)) return;
        foreach (var (measure, days) in PersonDays.Of(spans))
            foreach (var run in days.Runs) Put(measure, run, 1);
        foreach (var span in spans)
        {
            Put(span.Measure, span.Days, -1);
            if (span.Measure == Measure.Certified) Put(Measure.PersonAnyCertified, span.Days, -1);
            if (span.Measure == Measure.Required && span.Role.AnnualRequired()) Put(Measure.AnnualRequired, span.Days, -1);
        }

        void Put(Measure measure, Days days, int sign) => Add(sums, new(CountBasis.Person, unit, role, line, measure), days, sign);
    }

    private static void Add(Dictionary<(RateKey, DateOnly), int> sums, RateKey key, Days days, int sign = 1)
    {
        Change(days.From, sign);
        if (!days.IsOpen) Change(days.Through.AddDays(1), -sign);

        void Change(DateOnly on, int by) => sums[(key, on)] = sums.GetValueOrDefault((key, on)) + by;
    }

    private static IEnumerable<int> Upward(int unit, IReadOnlyDictionary<int, IReadOnlyList<int>> ancestors) =>
        ancestors.TryGetValue(unit, out var above) ? above.Prepend(unit) : [unit];
}
