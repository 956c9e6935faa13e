using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>What is counted where: a cell of the tables over time.</summary>
/// <param name="Role">On assignment basis always set; on person basis null with all roles of the unit or of the line.</param>
/// <param name="Line">On assignment basis always set; on person basis set only for a whole line.</param>
public readonly record struct RateKey(CountBasis Basis, int UnitId, TrainingRole? Role, Line? Line, Measure Measure)
{
    /// <summary>All but the unit as one number, as it is stored: never change.</summary>
    public int Code => (((((int)Basis * 64) + (Role is { } role ? (int)role + 1 : 0)) * 16) + (Line is { } line ? (int)line + 1 : 0)) * 32 + (int)Measure;

    public static RateKey Of(int unitId, int code) => new((CountBasis)(code / (64 * 16 * 32)), unitId,
        (code / (16 * 32) % 64) is > 0 and var role ? (TrainingRole)(role - 1) : null,
        (code / 32 % 16) is > 0 and var line ? (Line)(line - 1) : null, (Measure)(code % 32));
}

/// <summary>From this day on the count of a cell is higher or lower by <paramref name="Change"/>.</summary>
public readonly record struct Contribution(DateOnly On, RateKey Key, int Change);
