using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.SavedReports.Figures;

/// <summary>Which assignments are counted; an empty list = all.</summary>
public sealed record FigureFilter
{
    /// <summary>Ids of 街镇.</summary>
    public IReadOnlyList<int> Streets { get; init; } = [];

    public IReadOnlyList<Line> Lines { get; init; } = [];
    public IReadOnlyList<TrainingRole> Roles { get; init; } = [];
    public IReadOnlyList<SchoolKind> SchoolKinds { get; init; } = [];
    public IReadOnlyList<TenureBand> Tenures { get; init; } = [];

    public bool IsEmpty => Streets.Count + Lines.Count + Roles.Count + SchoolKinds.Count + Tenures.Count == 0;
}

/// <summary>A question to the figures: on which day, on which basis, by what (at most three dimensions), of whom.</summary>
public sealed record FigureQuery(CountBasis Basis, DateOnly Day, IReadOnlyList<FigureDimension> By, FigureFilter Filter)
{
    public const int MostDimensions = 3;

    /// <summary>The aggregate of the dashboard holds the answer; else it is counted from the assignments of the day.</summary>
    public bool IsAtHand => Basis == CountBasis.Assignment
        ? By.All(d => d is FigureDimension.District or FigureDimension.Street or FigureDimension.Line or FigureDimension.Role or FigureDimension.Scheme)
            && Filter.SchoolKinds.Count + Filter.Tenures.Count == 0
        : By.All(d => d is FigureDimension.District or FigureDimension.Street or FigureDimension.Line or FigureDimension.Role)
            && !(By.Contains(FigureDimension.Line) && By.Contains(FigureDimension.Role)) && Filter.IsEmpty;

    /// <summary>Two equal questions have equal texts.</summary>
    public string Key => string.Join('|', Basis, Day.DayNumber, string.Join(',', By), string.Join(',', Filter.Streets.Order()), string.Join(',', Filter.Lines.Order()),
        string.Join(',', Filter.Roles.Order()), string.Join(',', Filter.SchoolKinds.Order()), string.Join(',', Filter.Tenures.Order()));
}

/// <summary>A cell: the value of each dimension asked for, in their order; <see cref="All"/> = total over the dimension.</summary>
public readonly record struct FigureKey(int First, int Second, int Third)
{
    public const int All = int.MinValue;

    public static readonly FigureKey Total = new(All, All, All);

    public int this[int dimension] => dimension switch { 0 => First, 1 => Second, _ => Third };

    public static FigureKey Of(IReadOnlyList<int> values) =>
        new(values.Count > 0 ? values[0] : All, values.Count > 1 ? values[1] : All, values.Count > 2 ? values[2] : All);

    /// <summary>The same with totals over the dimensions whose bit is set.</summary>
    public FigureKey TotalOver(int mask) => new((mask & 1) != 0 ? All : First, (mask & 2) != 0 ? All : Second, (mask & 4) != 0 ? All : Third);
}
