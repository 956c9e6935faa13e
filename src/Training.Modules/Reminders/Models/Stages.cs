namespace Training.Modules.Reminders.Models;

/// <summary>
/// The stages of one end, in days before the last valid day. Only the stage that fits the day is ever told: whoever was not reached
/// at 90 and 60 is told "30" on a day in between, and not three times.
/// </summary>
public sealed class Stages
{
    /// <summary>The first day without a valid certificate.</summary>
    public const int Expired = -1;

    /// <summary>An end that is longer ago is no news any more.</summary>
    public const int NewsDays = 14;

    private readonly int[] _descending;

    public Stages(IEnumerable<int> days) => _descending = [.. days.Distinct().OrderDescending()];

    public IReadOnlyList<int> Days => _descending;

    /// <summary>The earliest stage; null when there is none.</summary>
    public int? First => _descending.Length == 0 ? null : _descending[0];

    /// <summary>The stage in which a day lies; null before the first and after the last.</summary>
    public int? At(DateOnly through, DateOnly day)
    {
        var left = through.DayNumber - day.DayNumber;
        if (left < -NewsDays) return null;
        int? stage = null;
        foreach (var days in _descending)
            if (left <= days) stage = days;
        // After the end only what speaks of the end.
        return left < 0 && stage >= 0 ? null : stage;
    }

    /// <summary>First day of the stage that follows; null after the last.</summary>
    public DateOnly? NextOn(DateOnly through, int stage)
    {
        foreach (var days in _descending)
            if (days < stage) return through.AddDays(-days);
        return null;
    }
}
