namespace Training.Modules.Assessment.Models;

/// <summary>先测后免 was tried and the mark not reached, but some lessons are known (<see cref="TestOutRules.Mastered"/>).</summary>
/// <param name="LessonIds">Content items, at least one.</param>
/// <param name="On">Day of the attempt (China).</param>
public sealed record TestOutFellShort(long PersonId, string ModuleCode, IReadOnlyList<string> LessonIds, DateOnly On);
