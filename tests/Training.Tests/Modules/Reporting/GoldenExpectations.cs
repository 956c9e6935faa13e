using System.Globalization;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Reporting;

/// <summary>What domain/organisation.md §5 says the worked example gives, held against a table of counts.</summary>
internal static class GoldenExpectations
{
    public static readonly IReadOnlyList<DateOnly> Days = [new(2026, 5, 15), new(2026, 5, 31), new(2026, 6, 30), new(2026, 7, 1)];

    // D | 在岗 | 不计 | 应训 | 已完成 | 持证 | 即将 | 过期 | 未取证 | 撤销 | 完训率 | 持证率 | 年度轮训率
    private const string Whole = """
        2026-05-15 | 13 | 2 | 11 | 8 | 7 | 2 | 0 | 3 | 1 | 72.7% | 63.6% | 1/7 = 14.3%
        2026-05-31 | 13 | 2 | 11 | 8 | 7 | 2 | 0 | 3 | 1 | 72.7% | 63.6% | 1/7 = 14.3%
        2026-06-30 | 13 | 2 | 11 | 9 | 6 | 1 | 1 | 3 | 1 | 81.8% | 54.5% | 2/7 = 28.6%
        2026-07-01 | 12 | 1 | 11 | 8 | 5 | 0 | 2 | 3 | 1 | 72.7% | 45.5% | 3/7 = 42.9%
        """;

    // D | 华阳路 | 新华路
    private const string Streets = """
        2026-05-15 | 5/6 = 83.3% | 2/5 = 40.0%
        2026-05-31 | 4/5 = 80.0% | 3/6 = 50.0%
        2026-06-30 | 3/5 = 60.0% | 3/6 = 50.0%
        2026-07-01 | 3/6 = 50.0% | 2/5 = 40.0%
        """;

    // D | 民政 持证, 完训 | 妇联 | 教育
    private const string Lines = """
        2026-05-31 | 6/7 = 85.7% | 85.7% | 0/2 = 0.0% | 50.0% | 1/2 = 50.0% | 50.0%
        2026-06-30 | 5/7 = 71.4% | 85.7% | 0/2 = 0.0% | 50.0% | 1/2 = 50.0% | 100.0%
        2026-07-01 | 4/7 = 57.1% | 71.4% | 0/2 = 0.0% | 50.0% | 1/2 = 50.0% | 100.0%
        """;

    // D | 全岗持证 | 至少一岗持证
    private const string People = """
        2026-05-31 | 6/10 = 60.0% | 7/10 = 70.0%
        2026-06-30 | 5/10 = 50.0% | 6/10 = 60.0%
        2026-07-01 | 4/10 = 40.0% | 5/10 = 50.0%
        """;

    public static void Hold(RateTable table, int district, int huayanglu, int xinhualu)
    {
        var all = table.Of(district);
        Assert.Equal(Row(Whole, table.Day), string.Join(" | ",
            all[Measure.InPost], all.Excluded, all.Required, all[Measure.Completed], all.Certified, all[Measure.ExpiringSoon], all[Measure.Expired],
            all[Measure.NeverCertified], all[Measure.RevokedOrSuspended], all.CompletionRate.Percent, all.CertificationRate.Percent,
            Fraction(table.AnnualRefreshRate(district, Line.CivilAffairs))));
        Assert.Equal(table.AnnualRefreshRate(district, Line.CivilAffairs), table.AnnualRefreshRate(district));
        Assert.Equal(Row(Streets, table.Day), $"{Certified(table.Of(huayanglu))} | {Certified(table.Of(xinhualu))}");

        var lines = new[] { Line.CivilAffairs, Line.WomensFederation, Line.Education }.Select(l => table.Of(district, line: l)).ToList();
        if (Row(Lines, table.Day) is { } byLine) Assert.Equal(byLine, string.Join(" | ", lines.Select(l => $"{Certified(l)} | {l.CompletionRate.Percent}")));

        var people = table.People(district);
        var persons = $"{Fraction(new(people[Measure.PersonAllCertified], people[Measure.PersonRequired]))} | {Fraction(new(people[Measure.PersonAnyCertified], people[Measure.PersonRequired]))}";
        if (Row(People, table.Day) is { } byPerson) Assert.Equal(byPerson, persons);

        // P04 was certified while still in the three months, and P08 is on leave.
        var early = table.Day >= new DateOnly(2026, 5, 20) && table.Day < new DateOnly(2026, 7, 1) ? 1 : 0;
        Assert.Equal((early, table.Day < new DateOnly(2026, 7, 1) ? 1 : 0, 1, 0),
            (all[Measure.EarlyCertified], all[Measure.ExcludedNewcomer], all[Measure.ExcludedLeave], all[Measure.ExcludedNotYetInScope]));

        foreach (var unit in new[] { district, huayanglu, xinhualu })
            foreach (var role in RoleFacts.All) Assert.True(table.Of(unit, role).AddsUp);
    }

    private static string Certified(RateCounts counts) => Fraction(counts.CertificationRate);

    private static string Fraction(Rate rate) => $"{rate.Numerator}/{rate.Denominator} = {rate.Percent}";

    private static string? Row(string table, DateOnly day) => table.Split('\n').Select(l => l.Trim())
        .Where(l => l.StartsWith(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)).Select(l => l[13..]).SingleOrDefault();
}
