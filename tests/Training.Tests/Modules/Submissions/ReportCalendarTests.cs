using Training.Modules.Submissions.Models;

namespace Training.Tests.Modules.Submissions;

public sealed class ReportCalendarTests
{
    private static string[] Keys(DateOnly from, DateOnly through, bool december = false) =>
        [.. ReportCalendar.Between(from, through, new() { YearEndsInDecember = december }).Select(p => $"{p.Key} {p.AsOf:MM-dd} {p.ConfirmBy:yyyy-MM-dd} {p.SubmitBy:yyyy-MM-dd}")];

    [Fact]
    public void Across_a_year_end_there_are_months_a_quarter_and_the_year_as_of_30_November()
    {
        Assert.Equal(
            ["2026-11 11-30 2026-12-05 2026-12-10", "2026 11-30 2026-12-10 2026-12-20", "2026-12 12-31 2027-01-05 2027-01-10", "2026-Q4 12-31 2027-01-07 2027-01-15", "2027-01 01-31 2027-02-05 2027-02-10"],
            Keys(new(2026, 11, 1), new(2027, 1, 31)));
    }

    [Fact]
    public void The_year_may_be_set_to_31_December() => Assert.Equal(
        ["2026-11 11-30 2026-12-05 2026-12-10", "2026-12 12-31 2027-01-05 2027-01-10", "2026-Q4 12-31 2027-01-07 2027-01-15", "2026 12-31 2027-01-10 2027-01-20"],
        Keys(new(2026, 11, 1), new(2026, 12, 31), december: true));

    [Fact]
    public void February_ends_on_its_last_day_also_in_a_leap_year()
    {
        Assert.Equal(["2028-02 02-29 2028-03-05 2028-03-10"], Keys(new(2028, 2, 1), new(2028, 2, 29)));
        Assert.Equal(["2027-02 02-28 2027-03-05 2027-03-10"], Keys(new(2027, 2, 1), new(2027, 2, 28)));
    }

    [Fact]
    public void A_month_counts_only_when_its_last_day_lies_within()
    {
        Assert.Empty(Keys(new(2026, 10, 1), new(2026, 10, 30)));
        Assert.Single(Keys(new(2026, 10, 31), new(2026, 10, 31)));
        Assert.Empty(Keys(new(2026, 11, 2), new(2026, 11, 1)));
    }

    [Fact]
    public void Deadlines_in_the_wrong_order_or_out_of_range_are_refused()
    {
        Assert.Null(new ReportSettings().Refuse());
        Assert.NotNull(new ReportSettings { Month = new(11, 10) }.Refuse());
        Assert.NotNull(new ReportSettings { Year = new(0, 10) }.Refuse());
        Assert.NotNull(new ReportSettings { Quarter = new(5, 61) }.Refuse());
    }
}
