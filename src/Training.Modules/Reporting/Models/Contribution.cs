using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>What is counted where: a cell of the tables over time.</summary>
/// <param name="Role">On assignment basis always set; on person basis null with all roles of the unit or of the line.</param>
/// <param name="Line">On assignment basis always set; on person basis set only for a whole line.</param>
public readonly record struct RateKey(CountBasis Basis, int UnitId, TrainingRole? Role, Line? Line, Measure Measure);

/// <summary>From this day on the count of a cell is higher or lower by <paramref name="Change"/>.</summary>
public readonly record struct Contribution(DateOnly On, RateKey Key, int Change);
