namespace Training.Modules.Practice.Models;

/// <summary>Where a person stands with a scenario. Reports show only passed and the number of attempts.</summary>
public sealed record ScenarioStatus
{
    public bool Passed { get; init; }

    /// <summary>Finished runs.</summary>
    public int Attempts { get; init; }

    /// <summary>Best percent of all finished runs, 0–100.</summary>
    public int? BestPercent { get; init; }

    /// <summary>After a run that was not passed, while waiting; else null.</summary>
    public DateTime? NextAllowedUtc { get; init; }

    /// <summary>Run that was begun and not finished.</summary>
    public string? OpenRunRef { get; init; }
}
