using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Reporting;

/// <summary>What the database does, in memory.</summary>
internal static class Summing
{
    public static RateTable Table(DateOnly day, IEnumerable<RateFacts> people) => new(day, people.SelectMany(Of)
        .Where(c => c.On <= day).Select(c => KeyValuePair.Create(c.Key, c.Change)));

    /// <summary>What somebody adds in the district with its two streets.</summary>
    public static IReadOnlyList<Contribution> Of(RateFacts person) => Contributions.Of(PostStates.Of(person), RandomPeople.Ancestors);

    /// <summary>The same by way of the months of each unit, person by person or all at once.</summary>
    public static RateTable TableOfMonths(DateOnly day, IEnumerable<RateFacts> people, bool onceForAll)
    {
        var months = new Dictionary<int, List<RateMonth>>();
        var portions = people.Select(Of).ToList();
        if (onceForAll) portions = [[.. portions.SelectMany(p => p)]];
        foreach (var portion in portions) Fold(months, portion);
        return TableOfMonths(day, months);
    }

    /// <summary>Folds changes into the months of their units.</summary>
    public static void Fold(Dictionary<int, List<RateMonth>> months, IEnumerable<Contribution> changes, int sign = 1)
    {
        foreach (var unit in changes.GroupBy(c => c.Key.UnitId))
        {
            var sums = unit.GroupBy(c => (c.Key.Code, c.On)).ToDictionary(g => g.Key, g => g.Sum(c => sign * c.Change));
            var (first, stored) = (RateMonth.MonthOf(sums.Keys.Min(k => k.On)), months.GetValueOrDefault(unit.Key, []));
            months[unit.Key] = [.. stored.Where(m => m.Month < first), .. MonthRow.Fold(unit.Key, stored, sums)];
            Assert.True(MonthRow.Continues(months[unit.Key]));
        }
    }

    public static RateTable TableOfMonths(DateOnly day, Dictionary<int, List<RateMonth>> months) => new(day,
        from unit in months
        where unit.Value.Exists(m => m.Month <= day)
        let month = unit.Value.Last(m => m.Month <= day)
        from cell in UnitMonth.At(month.Data, month.Month, day)
        select KeyValuePair.Create(new RateKey(unit.Key, cell.Code), cell.Count));
}
