namespace Training.Tests.Modules.Reporting;

/// <summary>domain/organisation.md §5, row by row, from the pure function.</summary>
public sealed class GoldenTableTests
{
    public static TheoryData<DateOnly> Days => [.. GoldenExpectations.Days];

    [Theory, MemberData(nameof(Days))]
    public void The_worked_example_comes_out(DateOnly day) =>
        GoldenExpectations.Hold(Summing.Table(day, GoldenData.People()), GoldenData.District, GoldenData.Huayanglu, GoldenData.Xinhualu);

    [Theory, MemberData(nameof(Days))]
    public void It_comes_out_of_the_months_of_units_as_well(DateOnly day) =>
        GoldenExpectations.Hold(Summing.TableOfMonths(day, GoldenData.People(), onceForAll: true), GoldenData.District, GoldenData.Huayanglu, GoldenData.Xinhualu);
}
