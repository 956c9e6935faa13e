namespace Training.Modules.Certification.Models;

/// <summary>Everybody's standing was brought up to date after something that concerns many: a scheme, a forced update, a major edition.</summary>
public sealed record StandingsRenewed;
