using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Exchange.Measures;

/// <summary>For which units figures are asked.</summary>
public enum MeasureLevel
{
    District, Street,

    /// <summary>居民区, and schools and agencies: where people work, as far as it is known.</summary>
    Neighborhood,
}

/// <summary>What is asked. Null = all.</summary>
/// <param name="Unit">Code: this unit, or with a level the units of that level in it.</param>
/// <param name="SchemeVersion">With a role: its posts, and only if this version of its scheme is in force on the day. Posts are not parted by version.</param>
/// <param name="Basis">Null = both.</param>
public sealed record MeasureQuestion(
    DateOnly Day, MeasureLevel? Level = null, string? Unit = null, Line? Line = null, TrainingRole? Role = null, int? SchemeVersion = null, CountBasis? Basis = null);
