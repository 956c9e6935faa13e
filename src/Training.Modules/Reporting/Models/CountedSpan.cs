using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>An assignment counts under a measure from one day to another, both inclusive (open: <see cref="DateOnly.MaxValue"/>).</summary>
public readonly record struct CountedSpan(long AssignmentId, int UnitId, TrainingRole Role, Line Line, Measure Measure, DateOnly From, DateOnly Through)
{
    public Days Days => new(From, Through);
}
