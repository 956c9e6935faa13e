using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.SavedReports.Figures;

/// <summary>
/// A post as far as a question tells posts apart, in three numbers: of a big district hundreds of thousands come from the database for one
/// report, and half of what a row costs is its columns.
/// </summary>
/// <param name="State">
/// <see cref="PostState.Measures"/> in the lowest sixteen bits, and what else is asked for times the factors below, added up: both databases
/// reckon so.
/// </param>
/// <param name="Unit">街镇; 0 = not asked for.</param>
/// <param name="WorkUnit">居民区, school or agency; 0 = not asked for, or not known.</param>
public readonly record struct PostCode(int State, int Unit, int WorkUnit)
{
    public const int Role = 1 << 16, Line = 1 << 20, SchoolKind = 1 << 23, Band = 1 << 27;

    public int Measures => State % Role;

    public FigurePlace Place => new(Unit, WorkUnit, (TrainingRole)(State % Line / Role), (People.Models.Line)(State % SchoolKind / Line), State % Band / SchoolKind, State / Band);
}
