using CsCheck;
using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.Insights;

public sealed class CausesTests
{
    [Fact]
    public void Causes_add_up_to_the_difference_in_every_street_and_role() => Gen.Select(RandomPeople.People, RandomPeople.Day, RandomPeople.Day).Sample((people, a, b) =>
    {
        var (from, to) = a <= b ? (a, b) : (b, a);
        var changes = ChangesOf(people, from, to);
        var causes = Causes.Of(changes);
        Assert.DoesNotContain(causes, c => c.Change.Effect() == (0, 0));
        var (before, after) = (Summing.Table(from, people), Summing.Table(to, people));
        foreach (var unit in new[] { RandomPeople.First, RandomPeople.Second })
            foreach (var role in RoleFacts.All)
            {
                var own = causes.Where(c => c.Change.UnitId == unit && c.Change.Role == role).ToList();
                Assert.Equal(after.Of(unit, role).Required - before.Of(unit, role).Required, own.Sum(c => c.Change.Effect().Required));
                Assert.Equal(after.Of(unit, role).Certified - before.Of(unit, role).Certified, own.Sum(c => c.Change.Effect().Certified));
            }
    }, iter: 1000);

    [Fact]
    public void Every_assignment_counts_as_exactly_one_thing_on_any_day() => Gen.Select(RandomPeople.People, RandomPeople.Day).Sample((people, day) =>
    {
        foreach (var posts in people.Select(p => PostStates.Of(p).Where(s => s.Holds(day)).ToList()))
        {
            Assert.Distinct(posts.Select(p => p.AssignmentId));
            foreach (var post in posts) Assert.Single(PostStates.Measures(post.Measures), Causes.States.Contains);
        }
    }, iter: 500);

    [Fact]
    public void The_worked_example_names_a_transfer_an_expiry_and_a_departure()
    {
        var people = GoldenData.People().ToList();
        var may = Causes.Of(ChangesOf(people, new(2026, 5, 15), new(2026, 5, 31)));
        Assert.Equal([Cause.MovedInCertified, Cause.MovedOut], may.Select(c => c.Cause).Order());
        var june = Causes.Of(ChangesOf(people, new(2026, 6, 30), new(2026, 7, 1)));
        // P01 expired, P07 left, P04 is counted from now on.
        Assert.Equal([Cause.GraceOverCertified, Cause.Expired, Cause.Left], june.Select(c => c.Cause).Order());
        Assert.Equal(-1, june.Sum(c => c.Change.Effect().Certified));
    }

    [Fact]
    public void A_merge_is_a_cause_of_its_own_and_a_move_within_a_street_is_none()
    {
        Change Left(int unit, int? work = null) => new(1, 1, unit, TrainingRole.ChildDirector, Line.CivilAffairs, CountedAs.Certified, CountedAs.Out, work);
        Change Arrived(int unit, int? work = null, CountedAs to = CountedAs.Certified) => new(1, 2, unit, TrainingRole.ChildDirector, Line.CivilAffairs, CountedAs.Out, to, work);
        Assert.Equal([Cause.MovedInCertified, Cause.MovedOut], Causes.Of([Left(10), Arrived(11)]).Select(c => c.Cause).Order());
        Assert.Equal([Cause.Merged, Cause.Merged], Causes.Of([Left(10), Arrived(12)], new Dictionary<int, int> { [10] = 11, [11] = 12 }).Select(c => c.Cause));
        Assert.Equal([Cause.Merged, Cause.Merged], Causes.Of([Left(10, 100), Arrived(12, 101)], new Dictionary<int, int> { [100] = 101 }).Select(c => c.Cause));
        Assert.Empty(Causes.Of([Left(10, 100), Arrived(10, 101)]));
        Assert.Equal([Cause.Expired], Causes.Of([Left(10, 100), Arrived(10, 101, CountedAs.Expired)]).Select(c => c.Cause));
    }

    [Fact]
    public void Causes_add_up_across_a_merge_too() => Gen.Select(RandomPeople.MergedPeople, RandomPeople.Day, RandomPeople.Day).Sample((life, a, b) =>
    {
        var (from, to) = a <= b ? (a, b) : (b, a);
        var between = from < life.Merged && life.Merged <= to;
        var causes = Causes.Of(ChangesOf(life.People, from, to), between ? new Dictionary<int, int> { [RandomPeople.Second] = RandomPeople.First } : null);
        var (before, after) = (Summing.Table(from, life.People), Summing.Table(to, life.People));
        foreach (var unit in new[] { RandomPeople.First, RandomPeople.Second })
            foreach (var role in RoleFacts.All)
            {
                var own = causes.Where(c => c.Change.UnitId == unit && c.Change.Role == role).ToList();
                Assert.Equal(after.Of(unit, role).Required - before.Of(unit, role).Required, own.Sum(c => c.Change.Effect().Required));
                Assert.Equal(after.Of(unit, role).Certified - before.Of(unit, role).Certified, own.Sum(c => c.Change.Effect().Certified));
            }
    }, iter: 500);

    private static List<Change> ChangesOf(IEnumerable<RateFacts> people, DateOnly from, DateOnly to) =>
        [.. people.SelectMany((person, id) => PostStates.Of(person).GroupBy(s => s.AssignmentId).Select(a =>
        {
            CountedAs On(DateOnly day) => Causes.StateOf(a.Where(s => s.Holds(day)).SelectMany(s => PostStates.Measures(s.Measures)).Where(Causes.States.Contains).Select(m => (Measure?)m).SingleOrDefault());
            return new Change(id, a.Key, a.First().Place.UnitId, a.First().Role, a.First().Line, On(from), On(to));
        })).Where(c => c.From != c.To)];
}
