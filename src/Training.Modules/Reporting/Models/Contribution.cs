using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>What is counted where: a cell of the tables over time.</summary>
/// <param name="Role">On assignment basis always set; on person basis null with all roles of the unit or of the line.</param>
/// <param name="Line">On assignment basis always set; on person basis set only for a whole line.</param>
public readonly record struct RateKey(CountBasis Basis, int UnitId, TrainingRole? Role, Line? Line, Measure Measure)
{
    /// <summary>Room for measures in a code; each basis, role and line has so many.</summary>
    internal const int Measures = 32;

    private const int Lines = 16 * Measures, Roles = 64 * Lines;

    /// <summary>All but the unit as one number, as it is stored: never change.</summary>
    public int Code => ((int)Basis * Roles) + ((Role is { } role ? (int)role + 1 : 0) * Lines) + ((Line is { } line ? (int)line + 1 : 0) * Measures) + (int)Measure;

    public static RateKey Of(int unitId, int code) => new(BasisOf(code), unitId,
        (code / Lines % 64) is > 0 and var role ? (TrainingRole)(role - 1) : null,
        (code / Measures % 16) is > 0 and var line ? (Line)(line - 1) : null, (Measure)(code % Measures));

    internal static CountBasis BasisOf(int code) => (CountBasis)(code / Roles);
}

/// <summary>From this day on the count of a cell is higher or lower by <paramref name="Change"/>.</summary>
public readonly record struct Contribution(DateOnly On, RateKey Key, int Change);
