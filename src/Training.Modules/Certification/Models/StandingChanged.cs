namespace Training.Modules.Certification.Models;

/// <summary>Something that rates count has changed for a person: assignments, completions or certificates.</summary>
public sealed record StandingChanged(long PersonId);
