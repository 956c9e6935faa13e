namespace Training.Modules.Practice.Models;

/// <summary>A scenario was passed: score reached, no red line, every must-choose chosen.</summary>
public sealed record ScenarioPassed(long PersonId, string ScenarioId, string VersionId, int Percent, DateOnly On);
