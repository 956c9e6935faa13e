namespace Training.Modules.Learning.Models;

/// <summary>The ledger of a person grew.</summary>
public sealed record EvidenceRecorded(long PersonId);
