using CsCheck;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Reporting;

public sealed class ContributionsTests
{
    private static readonly Gen<(List<RateFacts> People, DateOnly[] Days)> AnyHistory = Gen.Select(RandomPeople.People, RandomPeople.Day.Array[6]);

    [Fact]
    public void Every_cell_on_any_day_is_what_counting_by_hand_gives() => AnyHistory.Sample(x => AsByHand(x.People, x.Days), iter: 1000);

    [Fact]
    public void After_streets_are_merged_the_days_before_stay_and_the_other_has_everybody() =>
        Gen.Select(RandomPeople.MergedPeople, RandomPeople.Day.Array[3]).Sample((x, days) =>
        {
            AsByHand(x.People, [x.Merged.AddDays(-1), x.Merged, .. days]);
            var after = Summing.Table(x.Merged, x.People);
            Assert.Equal(0, after.Of(RandomPeople.Second)[Measure.InPost] + after.People(RandomPeople.Second)[Measure.InPost]);
            Assert.Equal(after.Of(RandomPeople.District)[Measure.InPost], after.Of(RandomPeople.First)[Measure.InPost]);
            Assert.Equal(after.People(RandomPeople.District).Required, after.People(RandomPeople.First).Required);
        }, iter: 500);

    [Fact]
    public void A_merge_changes_nothing_for_the_district_not_even_who_is_a_newcomer() =>
        Gen.Select(RandomPeople.People, RandomPeople.Day, RandomPeople.Day.Array[3]).Sample((anywhere, merged, days) =>
        {
            // Where a course is open to one of the two streets only, those who come over count as there (decisions/0021).
            var people = RandomPeople.OpenAlike(anywhere);
            var after = RandomPeople.Merge(people, merged);
            foreach (var day in days.Append(merged))
            {
                var (was, now) = (Summing.Table(day, people), Summing.Table(day, after));
                foreach (var (_, role, line) in Cells().Where(c => c.Unit == RandomPeople.District))
                    foreach (var measure in Enum.GetValues<Measure>())
                        Assert.Equal((was.Of(RandomPeople.District, role, line)[measure], was.People(RandomPeople.District, role, line)[measure]),
                            (now.Of(RandomPeople.District, role, line)[measure], now.People(RandomPeople.District, role, line)[measure]));
            }
        }, iter: 300);

    [Fact]
    public void Whoever_counts_as_a_newcomer_is_not_due_yet_and_nobody_else() => AnyHistory.Sample(x =>
    {
        foreach (var person in x.People)
            foreach (var day in x.Days)
            {
                foreach (var post in PostStates.Of(person).Where(s => s.Holds(day)))
                {
                    var held = person.Assignments.Where(a => a.Role == post.Role)
                        .Select(a => new RoleAssignment { PersonId = 1, Role = a.Role, Line = a.Line, SubDistrictId = a.UnitId, Start = a.Start, End = a.End, RecordedUtc = default }).ToList();
                    Assert.Equal(PostStates.Measures(post.Measures).Contains(Measure.ExcludedNewcomer), day <= DueDate.DutyOn(held, day).GraceThrough);
                }
            }
    }, iter: 300);

    [Fact]
    public void A_correction_of_the_past_leaves_what_the_new_facts_alone_give() =>
        Gen.Select(RandomPeople.People, RandomPeople.People, RandomPeople.Day.Array[3]).Sample((before, after, days) =>
        {
            var months = new Dictionary<int, List<RateMonth>>();
            foreach (var person in before) Summing.Fold(months, Summing.Of(person));
            foreach (var person in before) Summing.Fold(months, Summing.Of(person), -1);
            foreach (var person in after) Summing.Fold(months, Summing.Of(person));
            foreach (var day in days) AsByHand(after, [day], Summing.TableOfMonths(day, months));
        }, iter: 200);

    private static void AsByHand(List<RateFacts> people, IReadOnlyList<DateOnly> days, RateTable? given = null)
    {
        foreach (var day in days)
        {
            var table = given ?? Summing.Table(day, people);
            foreach (var (unit, role, line) in Cells().Concat(Pairs()))
            {
                var expected = BruteForce.Count(people, unit == RandomPeople.District ? null : unit, role, line, day);
                var counts = table.Of(unit, role, line);
                foreach (var (measure, count) in expected.Where(e => e.Key is not (Measure.PersonRequired or Measure.PersonAllCertified or Measure.PersonAnyCertified)))
                    Assert.True(count == counts[measure], $"{day:yyyy-MM-dd} unit {unit} {role} {line}: {measure} is {counts[measure]}, by hand {count}");
                // People of one role in one line are not in the aggregate: LineAndRoleTests.
                if (role is not null && line is not null) continue;
                var persons = table.People(unit, role, line);
                foreach (var (measure, count) in BruteForce.CountPeople(people, unit == RandomPeople.District ? null : unit, role, line, day))
                    Assert.True(count == persons[measure], $"{day:yyyy-MM-dd} unit {unit} {role} {line}: {measure} of people is {persons[measure]}, by hand {count}");
            }
        }
    }

    [Fact]
    public void Required_is_certified_expired_never_certified_and_revoked_in_every_cell() => AnyHistory.Sample(x => x.Days.All(day =>
        Summing.Table(day, x.People) is var table && Cells().All(c => Consistent(table.Of(c.Unit, c.Role, c.Line)) && Consistent(table.People(c.Unit, c.Role, c.Line))
            && table.People(c.Unit, c.Role, c.Line) is var people && people.Certified <= people[Measure.PersonAnyCertified] && people.Required <= table.Of(c.Unit, c.Role, c.Line).Required)),
        iter: 500);

    private static bool Consistent(RateCounts counts) => counts.AddsUp && counts.Certified <= counts[Measure.Completed] && counts[Measure.Completed] <= counts.Required
        && counts[Measure.ExpiringSoon] <= counts.Certified && counts[Measure.Exempt] <= counts.Required && counts[Measure.RefreshedThisYear] <= counts[Measure.AnnualRequired];

    [Fact]
    public void Months_say_the_same_whether_folded_person_by_person_or_all_at_once() => AnyHistory.Sample(x => x.Days.All(day =>
    {
        var tables = new[] { Summing.Table(day, x.People), Summing.TableOfMonths(day, x.People, onceForAll: true), Summing.TableOfMonths(day, x.People, onceForAll: false) };
        return Cells().All(c => Enum.GetValues<Measure>().All(m => tables.DistinctBy(t => (t.Of(c.Unit, c.Role, c.Line)[m], t.People(c.Unit, c.Role, c.Line)[m])).Count() == 1));
    }), iter: 200);

    [Fact]
    public void Changes_come_back_from_their_bytes() => RandomPeople.People.Sample(people => people.All(p =>
        Summing.Of(p) is var rows && RateChange.Unpack(RateChange.Pack(rows)).SequenceEqual(rows)));

    [Fact]
    public void Rows_carry_their_sum_and_never_zero() => RandomPeople.People.Sample(people => people.All(p =>
        Summing.Of(p) is var rows && rows.All(r => r.Change != 0) && rows.DistinctBy(r => (r.On, r.Key)).Count() == rows.Count));

    private static IEnumerable<(int Unit, TrainingRole? Role, Line? Line)> Cells() =>
        from unit in new[] { RandomPeople.District, RandomPeople.First, RandomPeople.Second }
        from slice in new (TrainingRole?, Line?)[]
        {
            (null, null), (TrainingRole.ChildSupervisor, null), (TrainingRole.ChildDirector, null), (TrainingRole.NeighborMother, null),
            (TrainingRole.HomeroomTeacher, null), (null, Line.CivilAffairs), (null, Line.WomensFederation), (null, Line.Education),
        }
        select (unit, slice.Item1, slice.Item2);

    private static IEnumerable<(int Unit, TrainingRole? Role, Line? Line)> Pairs() =>
        from unit in new[] { RandomPeople.District, RandomPeople.First }
        from role in new[] { TrainingRole.ChildDirector, TrainingRole.HomeroomTeacher }
        from line in new[] { Line.CivilAffairs, Line.Education }
        select (unit, (TrainingRole?)role, (Line?)line);
}
