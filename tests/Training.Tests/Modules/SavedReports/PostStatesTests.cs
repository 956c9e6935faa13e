using CsCheck;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.SavedReports.Figures;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.SavedReports;

public sealed class PostStatesTests
{
    [Fact]
    public void States_count_what_the_definitions_say_in_each_tenure_band() =>
        Gen.Select(RandomPeople.People, RandomPeople.Day).Sample((people, day) =>
        {
            foreach (var band in Enum.GetValues<TenureBand>())
                foreach (var role in new TrainingRole?[] { null, TrainingRole.ChildDirector, TrainingRole.NeighborMother })
                {
                    var expected = BruteForce.Count(people, null, role, null, day, (p, a) => Tenure.Of(BruteForce.DutySince(p, a), day) == band);
                    var counts = new FigureCounts();
                    foreach (var state in people.SelectMany(PostStates.Of).Where(s => s.From <= day && day <= s.Through))
                        if (Tenure.Of(state.Place.Since, day) == band && (role is null || state.Role == role)) counts.AddStates(state.Measures, state.Role.AnnualRequired(), 1);
                    foreach (var measure in Enum.GetValues<Measure>().Where(m => m < Measure.PersonRequired)) Assert.Equal(expected[measure], counts[measure]);
                    Assert.True(counts.AddsUp);
                }
        });

    [Fact]
    public void A_person_counts_once_under_every_measure_whatever_posts_are_looked_at() =>
        Gen.Select(RandomPeople.People, RandomPeople.Day).Sample((people, day) =>
        {
            foreach (var (street, role, line) in new (int?, TrainingRole?, Line?)[] { (null, null, null), (RandomPeople.First, null, null), (null, TrainingRole.ChildDirector, null), (RandomPeople.Second, TrainingRole.NeighborMother, Line.WomensFederation) })
            {
                var expected = BruteForce.CountPeople(people, street, role, line, day);
                var counts = new FigureCounts();
                foreach (var person in people)
                {
                    var posts = PostStates.Of(person).Where(s => s.From <= day && day <= s.Through
                        && (street is null || s.Place.UnitId == street) && (role is null || s.Role == role) && (line is null || s.Line == line)).ToList();
                    if (posts.Count == 0) continue;
                    var state = default(PersonState);
                    foreach (var post in posts) state.Add(post.Measures, post.Role);
                    counts.AddStates(state.Measures, false, 1);
                }
                foreach (var (measure, count) in expected) Assert.True(count == counts[measure], $"{street} {role} {line} {day:yyyy-MM-dd} {measure}: {counts[measure]}, by hand {count}");
                Assert.True(counts.AddsUp);
            }
        }, iter: 500);

    [Fact]
    public void An_assignment_has_at_most_one_state_a_day() =>
        RandomPeople.People.Sample(people =>
        {
            foreach (var assignment in people.SelectMany(p => PostStates.Of(p).GroupBy(s => (p, s.AssignmentId))))
            {
                var sorted = assignment.OrderBy(s => s.From).ToList();
                for (var i = 1; i < sorted.Count; i++) Assert.True(sorted[i - 1].Through < sorted[i].From);
            }
        });

    [Fact]
    public void Whoever_has_one_post_on_a_day_is_counted_by_the_row_alone_or_looked_up_and_whoever_has_several_is_looked_up() =>
        Gen.Select(RandomPeople.People, RandomPeople.Day).Sample((people, day) =>
        {
            foreach (var posts in people.Select(p => PostStates.Of(p).Where(s => s.Holds(day)).ToList()))
                Assert.True(posts.Count <= 1 || posts.TrueForAll(p => (p.Measures & PostStates.Several) != 0));
            foreach (var posts in people.Select(PostStates.Of).Where(posts => posts.DistinctBy(p => p.AssignmentId).Count() == 1))
                Assert.DoesNotContain(posts, p => (p.Measures & PostStates.Several) != 0);
        }, iter: 500);

    [Fact]
    public void A_post_of_any_kind_fits_into_its_code()
    {
        foreach (var role in Enum.GetValues<TrainingRole>())
            foreach (var line in Enum.GetValues<Line>())
                foreach (var kind in Enum.GetValues<SchoolKind>().Select(k => (int)k).Append(0))
                    foreach (var band in Enum.GetValues<TenureBand>())
                        foreach (var measures in new[] { 0, PostStates.Several | PostStates.Bit(Measure.RefreshedThisYear) | PostStates.Bit(Measure.InPost) })
                        {
                            var code = new PostCode(measures + (int)role * PostCode.Role + (int)line * PostCode.Line + kind * PostCode.SchoolKind + (int)band * PostCode.Band, 7, 9);
                            Assert.Equal((measures, new FigurePlace(7, 9, role, line, kind, (int)band)), (code.Measures, code.Place));
                        }
        Assert.All(Enum.GetValues<Measure>().Where(m => m < Measure.PersonRequired), m => Assert.True(PostStates.Bit(m) < PostStates.Several));
        Assert.True(PostStates.Several * 2 <= PostCode.Role);
    }

    [Fact]
    public void Bands_of_tenure_are_the_same_by_first_days_as_by_months() =>
        Gen.Select(RandomPeople.Day, Gen.Int[0, 2500]).Sample((day, back) =>
        {
            var start = day.AddDays(-back);
            Assert.Equal(Tenure.Of(start, day), (TenureBand)Tenure.LatestStarts(day).Count(latest => start <= latest));
        });

    [Theory]
    [InlineData("2025-11-30", "2026-02-27", TenureBand.UnderThreeMonths)]
    [InlineData("2025-11-30", "2026-02-28", TenureBand.UnderOneYear)]
    [InlineData("2024-02-29", "2025-02-28", TenureBand.UnderThreeYears)]
    public void Month_ends_are_cut_as_for_the_grace_of_newcomers(string start, string day, TenureBand expected) =>
        Assert.Equal(expected, Tenure.Of(DateOnly.Parse(start, null), DateOnly.Parse(day, null)));
}
