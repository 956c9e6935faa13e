using CsCheck;
using Training.Modules.Certification.Models;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification.Models;

public sealed class ValidityTests
{
    [Theory]
    [InlineData(ValidityUnit.Months, 12, "2024-02-29", "2025-02-27")]
    [InlineData(ValidityUnit.Years, 1, "2024-02-29", "2025-02-27")]
    [InlineData(ValidityUnit.Years, 4, "2024-02-29", "2028-02-28")]
    [InlineData(ValidityUnit.Months, 12, "2023-03-01", "2024-02-29")]
    [InlineData(ValidityUnit.Months, 1, "2025-01-31", "2025-02-27")]
    [InlineData(ValidityUnit.Months, 1, "2024-01-30", "2024-02-28")]
    [InlineData(ValidityUnit.EndOfMonth, 12, "2026-03-15", "2027-03-31")]
    [InlineData(ValidityUnit.EndOfMonth, 12, "2026-04-01", "2027-03-31")]
    [InlineData(ValidityUnit.EndOfMonth, 1, "2024-01-31", "2024-02-29")]
    [InlineData(ValidityUnit.EndOfYear, 1, "2026-05-20", "2027-12-31")]
    [InlineData(ValidityUnit.EndOfYear, 1, "2026-01-01", "2026-12-31")]
    [InlineData(ValidityUnit.EndOfYear, 3, "2024-02-29", "2027-12-31")]
    [InlineData(ValidityUnit.EndOfYear, 0, "2026-01-01", "2026-12-31")]
    [InlineData(ValidityUnit.EndOfYear, 0, "2026-01-02", "2026-12-31")]
    [InlineData(ValidityUnit.EndOfYear, 0, "2026-12-31", "2026-12-31")]
    public void The_last_valid_day_follows_the_calendar(ValidityUnit unit, int count, string from, string through) =>
        Assert.Equal(Day(through), new Validity { Unit = unit, Count = count }.Through(Day(from)));

    private static readonly Gen<DateOnly> Days = Gen.Int[0, 365 * 60].Select(n => new DateOnly(2000, 1, 1).AddDays(n));

    private static readonly Gen<Validity> Any =
        from unit in Gen.Enum<ValidityUnit>() from count in Gen.Int[unit == ValidityUnit.EndOfYear ? 0 : 1, 60] select new Validity { Unit = unit, Count = count };

    /// <summary>Counted by hand: the same day of the month so many months on, or the last one where that month is shorter; then the day before.</summary>
    [Fact]
    public void Months_end_the_day_before_the_same_day_of_the_month_clamped_to_its_end() => Gen.Select(Gen.Int[1, 60], MonthEnds).Sample((months, day) =>
    {
        var (year, month) = (day.Year + ((day.Month - 1 + months) / 12), ((day.Month - 1 + months) % 12) + 1);
        var days = month == 2 ? (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28) : month is 4 or 6 or 9 or 11 ? 30 : 31;
        return Validity.OfMonths(months).Through(day) == new DateOnly(year, month, Math.Min(day.Day, days)).AddDays(-1);
    }, iter: 5000);

    [Fact]
    public void From_29_february_each_year_ends_on_the_27th_or_28th_and_never_in_march() => Gen.Select(Gen.Int[1, 20], Gen.Int[0, 24]).Sample((years, nth) =>
    {
        var leap = new DateOnly(2000 + (4 * nth), 2, 29);
        var end = new Validity { Unit = ValidityUnit.Years, Count = years }.Through(leap);
        return (end.Year, end.Month, end.Day) == (leap.Year + years, 2, DateTime.IsLeapYear(leap.Year + years) ? 28 : 27);
    });

    [Fact]
    public void A_leap_day_lengthens_a_year_by_a_day_and_moves_no_last_day() => Days.Sample(day =>
    {
        var end = Validity.OfMonths(12).Through(day);
        var leaps = Enumerable.Range(0, end.DayNumber - day.DayNumber + 1).Select(day.AddDays).Count(d => d is { Month: 2, Day: 29 });
        // Begun on a leap day it ends on 27 February: the 366th day would be the next year's.
        return end.DayNumber - day.DayNumber + 1 == 365 + (day is { Month: 2, Day: 29 } ? 0 : leaps);
    });

    [Fact]
    public void Renewed_each_year_from_the_last_day_of_a_month_a_certificate_never_drifts_more_than_to_the_end_of_february() => MonthEnds.Sample(day =>
    {
        var first = day;
        for (var year = 1; year <= 20; year++) day = Validity.OfMonths(12).Through(day).AddDays(1);
        return day.Year == first.Year + 20 && day.Month == first.Month && (day.Day == first.Day || (first is { Month: 2, Day: 29 } && day.Day == 28));
    });

    private static readonly Gen<DateOnly> MonthEnds =
        from month in Gen.Int[0, (12 * 50) - 1] from back in Gen.Int[0, 3] select new DateOnly(2000 + (month / 12), (month % 12) + 1, 1).AddMonths(1).AddDays(-1 - back);

    [Fact]
    public void Later_begun_never_ends_earlier() => Gen.Select(Any, Days).Sample((validity, day) =>
        validity.Through(day) <= validity.Through(day.AddDays(1)) && validity.Through(day) >= day);

    [Fact]
    public void Years_are_twelve_months_each() => Gen.Select(Gen.Int[1, 20], Days).Sample((years, day) =>
        new Validity { Unit = ValidityUnit.Years, Count = years }.Through(day) == Validity.OfMonths(12 * years).Through(day));

    [Fact]
    public void Renewals_in_time_leave_no_gap_and_no_overlap_over_thirty_years() => Gen.Select(Any, Days).Sample((validity, day) =>
    {
        for (var i = 0; i < 30; i++)
        {
            var end = validity.Through(day);
            var units = validity.Unit is ValidityUnit.Months or ValidityUnit.EndOfMonth ? validity.Count : validity.Count * 12;
            if (end < day.AddMonths(units).AddDays(-1) || end > day.AddMonths(units).AddYears(1)) return false;
            day = end.AddDays(1);
        }
        return true;
    });

    [Fact]
    public void To_the_end_of_the_same_year_never_reaches_into_the_next_and_renews_from_new_year_to_new_year() => Days.Sample(day =>
    {
        var rest = new Validity { Unit = ValidityUnit.EndOfYear, Count = 0 };
        var end = rest.Through(day);
        return end == new DateOnly(day.Year, 12, 31) && rest.Through(end.AddDays(1)) == end.AddYears(1) && rest.IsPossible;
    });

    [Fact]
    public void Nothing_but_the_rest_of_a_year_may_be_none() => Assert.All(Enum.GetValues<ValidityUnit>(), unit =>
        Assert.Equal(unit == ValidityUnit.EndOfYear, new Validity { Unit = unit, Count = 0 }.IsPossible));

    [Fact]
    public void A_certificate_from_the_calendar_stays_on_the_calendar() => Days.Sample(day =>
    {
        var months = new Validity { Unit = ValidityUnit.EndOfMonth, Count = 12 };
        var end = months.Through(day);
        return end.AddDays(1).Day == 1 && months.Through(end.AddDays(1)) == new DateOnly(end.Year + 1, end.Month, DateTime.DaysInMonth(end.Year + 1, end.Month));
    });
}
