using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>What is counted where: a cell of the tables over time.</summary>
/// <param name="Code">All but the unit as one number, as it is stored: never change.</param>
public readonly record struct RateKey(int UnitId, int Code)
{
    /// <summary>Room for measures in a code; each basis, role and line has so many.</summary>
    internal const int Measures = 32;

    private const int Lines = 16 * Measures, Roles = 64 * Lines;

    /// <param name="role">On assignment basis always set; on person basis null with all roles of the unit or of the line.</param>
    /// <param name="line">On assignment basis always set; on person basis set only for a whole line.</param>
    public RateKey(CountBasis basis, int unitId, TrainingRole? role, Line? line, Measure measure) : this(unitId,
        ((int)basis * Roles) + ((role is { } r ? (int)r + 1 : 0) * Lines) + ((line is { } l ? (int)l + 1 : 0) * Measures) + (int)measure)
    {
    }

    public CountBasis Basis => BasisOf(Code);
    public TrainingRole? Role => (Code / Lines % 64) is > 0 and var role ? (TrainingRole)(role - 1) : null;
    public Line? Line => (Code / Measures % 16) is > 0 and var line ? (Line)(line - 1) : null;
    public Measure Measure => (Measure)(Code % Measures);

    internal static CountBasis BasisOf(int code) => (CountBasis)(code / Roles);
}

/// <summary>From this day on the count of a cell is higher or lower by <paramref name="Change"/>.</summary>
public readonly record struct Contribution(DateOnly On, RateKey Key, int Change);
