using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Insights.Models;

/// <summary>
/// What lapses by a day to come if nothing is done: today's posts and certificates carried forward, read from the aggregate of
/// that day. Pure.
/// </summary>
public sealed class LapseForecast(RateTable today, RateTable then)
{
    /// <summary>Days ahead that are looked at.</summary>
    public static readonly IReadOnlyList<int> Horizons = [30, 60, 90];

    public DateOnly Day => then.Day;

    /// <summary>Expired then and not yet today; of one street and role.</summary>
    public int Lapses(int street, TrainingRole role) => Math.Max(0, then.Of(street, role)[Measure.Expired] - today.Of(street, role)[Measure.Expired]);

    /// <summary>Everybody required then who holds no certificate then: who needs a seat before that day.</summary>
    public int Seats(int unit, TrainingRole role) => then.Of(unit, role).Missing;

    /// <summary>Sessions of a size for so many; 0 for nobody.</summary>
    public static int Sessions(int seats, int size) => size < 1 ? throw new ArgumentOutOfRangeException(nameof(size)) : (seats + size - 1) / size;
}
