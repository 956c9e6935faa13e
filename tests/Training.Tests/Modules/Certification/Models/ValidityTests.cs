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
    public void The_last_valid_day_follows_the_calendar(ValidityUnit unit, int count, string from, string through) =>
        Assert.Equal(Day(through), new Validity { Unit = unit, Count = count }.Through(Day(from)));

    private static readonly Gen<DateOnly> Days = Gen.Int[0, 365 * 60].Select(n => new DateOnly(2000, 1, 1).AddDays(n));

    private static readonly Gen<Validity> Any =
        from unit in Gen.Enum<ValidityUnit>() from count in Gen.Int[1, 60] select new Validity { Unit = unit, Count = count };

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
    public void A_certificate_from_the_calendar_stays_on_the_calendar() => Days.Sample(day =>
    {
        var months = new Validity { Unit = ValidityUnit.EndOfMonth, Count = 12 };
        var end = months.Through(day);
        return end.AddDays(1).Day == 1 && months.Through(end.AddDays(1)) == new DateOnly(end.Year + 1, end.Month, DateTime.DaysInMonth(end.Year + 1, end.Month));
    });
}
