namespace Training.Modules.People.Models;

/// <summary>Assignments, leaves or exemptions of a person changed.</summary>
public sealed record AssignmentsChanged(long PersonId);
