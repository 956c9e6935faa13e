using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>One line of the list of required courses on the home page.</summary>
public sealed record BoardItem
{
    public required Requirement Requirement { get; init; }
    public required TrainingRole Role { get; init; }
    public required string Title { get; init; }

    /// <summary>学时 of a module; null for everything else.</summary>
    public decimal? Hours { get; init; }

    /// <summary>Playing time of a scenario.</summary>
    public int? Minutes { get; init; }

    /// <summary>Tenant-relative; null when there is no page for it.</summary>
    public required string? Url { get; init; }

    /// <summary>What is short, in words, where it is an amount.</summary>
    public IReadOnlyList<string> Short { get; init; } = [];

    /// <summary>Day on which it was met; null = still to do.</summary>
    public DateOnly? MetOn { get; init; }

    /// <summary>Percent of the evidence.</summary>
    public int? Score { get; init; }

    /// <summary>Passed by its own mark, and below what the scheme asks for; null otherwise.</summary>
    public (int Got, int Needed)? TooLow { get; init; }

    /// <summary>Last day on which it is in time; null = not asked for yet, the training is not open to the street.</summary>
    public required DateOnly? Due { get; init; }

    public int LessonsDone { get; init; }
    public int Lessons { get; init; }

    /// <summary>Null when there is nothing to press: met, or waiting until the next attempt is allowed.</summary>
    public NextStep? Step { get; init; }

    /// <summary>Next attempt at a check or scenario, when it must be waited for.</summary>
    public DateTime? WaitsUntilUtc { get; init; }

    public bool IsMet => MetOn is not null;
    public bool IsStarted => LessonsDone > 0;
}

public enum NextStepKind { Lesson, Check, Scenario, Exam }

/// <summary>The one thing to do next in a course.</summary>
/// <param name="Title">Of the lesson, scenario or exam; empty for a check.</param>
/// <param name="Number">Of the lesson, from 1; 0 otherwise.</param>
/// <param name="Minutes">0 = not known.</param>
public sealed record NextStep(NextStepKind Kind, string Title, int Number, int Minutes, string Url);
