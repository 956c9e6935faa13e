using CsCheck;
using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Insights;

/// <summary>Random districts × lines of people with one post each.</summary>
public sealed class CityPeopleTests
{
    private static readonly Measure[] Standings = [Measure.PersonAllCertified, Measure.Expired, Measure.NeverCertified, Measure.RevokedOrSuspended];
    private static readonly Line[] Lines = [Line.CivilAffairs, Line.Education, Line.WomensFederation];

    private static readonly Gen<int[]> District = Gen.Frequency((3, Gen.Int[0, 9]), (1, Gen.Int[10, 90])).Array[Lines.Length * (Standings.Length + 1)];

    [Fact]
    public void Counts_are_told_as_they_are_and_small_ones_never() => District.List[1, 5].Sample(districts =>
    {
        var (people, counts) = TableOf(districts);
        for (var d = 0; d < districts.Count; d++)
            foreach (var line in Lines)
                foreach (var (measure, _) in CityPeople.Columns)
                {
                    var (count, told) = (counts(d, line)[measure], people.Told(d, line, measure));
                    Assert.Contains(told, new[] { count.ToString(System.Globalization.CultureInfo.InvariantCulture), "<5", "＊" });
                    if (count is > 0 and < 5) Assert.Contains(told, new[] { "<5", "＊" });
                    if (told == "<5") Assert.InRange(count, 0, 4);
                }
    }, iter: 200);

    [Fact]
    public void No_small_count_is_the_only_one_that_a_row_or_a_column_hides() => District.List[1, 5].Sample(districts =>
    {
        var (people, counts) = TableOf(districts);
        Measure[] row = [Measure.PersonRequired, .. Standings];
        foreach (var d in Enumerable.Range(0, districts.Count).Select(d => (int?)d).Append(null))
            foreach (var line in Lines.Select(l => (Line?)l).Append(null))
                Alone([.. row.Select(m => (d, line, m))]);
        foreach (var measure in row)
        {
            foreach (var line in Lines.Select(l => (Line?)l).Append(null)) Alone([.. Enumerable.Range(0, districts.Count).Select(d => ((int?)d, line, measure)), (null, line, measure)]);
            foreach (var d in Enumerable.Range(0, districts.Count).Select(d => (int?)d).Append(null)) Alone([.. Lines.Select(l => (d, (Line?)l, measure)), (d, null, measure)]);
        }

        void Alone(List<(int? District, Line? Line, Measure Measure)> sum)
        {
            var hidden = sum.FindAll(c => people.Told(c.District, c.Line, c.Measure) is "<5" or "＊");
            if (hidden.Count == 1) Assert.False(counts(hidden[0].District, hidden[0].Line)[hidden[0].Measure] is > 0 and < 5, string.Join(' ', hidden));
        }
    }, iter: 200);

    [Fact]
    public void Where_everybody_is_many_everything_is_told()
    {
        var (people, _) = TableOf([[.. Enumerable.Repeat(20, Lines.Length * 5)]]);
        Assert.Equal(("100", "80", "20", "25.0%"), (people.Told(0, Line.Education, Measure.InPost), people.Told(0, Line.Education, Measure.PersonRequired),
            people.Told(0, Line.Education, Measure.Expired), people.Told(null, null, Measure.PersonAllCertified, Measure.PersonRequired)));
    }

    private static (CityPeople, Func<int?, Line?, RateCounts>) TableOf(List<int[]> districts)
    {
        RateCounts Of(int? district, Line? line)
        {
            var of = from d in Enumerable.Range(0, districts.Count)
                     where district is null || d == district
                     from l in Enumerable.Range(0, Lines.Length)
                     where line is null || Lines[l] == line
                     select Cell(districts[d].AsSpan(l * 5, 5).ToArray());
            return RateCounts.Sum(of);
        }
        return (new(districts.Count, Of, (_, _) => false, fewOfRoles: false), Of);
    }

    /// <summary>Through the aggregate's own table, which is the only way to make counts.</summary>
    private static RateCounts Cell(int[] people)
    {
        var key = (Measure m) => new RateKey(CountBasis.Assignment, 1, TrainingRole.HomeroomTeacher, Line.Education, m);
        var sums = new Dictionary<RateKey, int> { [key(Measure.InPost)] = people.Sum(), [key(Measure.Required)] = people[..4].Sum(), [key(Measure.ExcludedNewcomer)] = people[4] };
        foreach (var (measure, count) in new[] { Measure.Certified, Measure.Expired, Measure.NeverCertified, Measure.RevokedOrSuspended }.Zip(people)) sums[key(measure)] = count;
        return new RateTable(new(2026, 6, 30), sums).People(1);
    }
}
