namespace Training.Modules.Reporting.Simulation;

/// <summary>The days of a simulation: counted is every day from today to the last, shown are the day of force and twelve month ends.</summary>
public sealed record WhatIfDays(DateOnly Today, DateOnly From)
{
    /// <summary>Month ends shown after the day of force.</summary>
    public const int Months = 12;

    /// <summary>A draft may take force at most so many months ahead.</summary>
    public const int MonthsAhead = 24;

    /// <summary>The day of force, and the last days of the next twelve months.</summary>
    public IReadOnlyList<DateOnly> Table =>
        [From, .. Enumerable.Range(0, Months).Select(i => new DateOnly(From.Year, From.Month, 1).AddMonths(i + 1).AddDays(-1)).Where(d => d > From)];

    public DateOnly Last => Table[^1];

    public int Count => Last.DayNumber - Today.DayNumber + 1;
}
