using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Insights.Models;

/// <summary>
/// What lapses by a day to come if nothing is done: today's posts and certificates carried forward. Pure.
/// </summary>
/// <param name="lapses">Posts in which somebody stands without certificate on that day who holds one for the role today, by street.</param>
/// <param name="seats">Required then and without certificate then, of the whole district.</param>
public sealed class LapseForecast(DateOnly day, IReadOnlyDictionary<(int Street, TrainingRole Role), int> lapses, IReadOnlyDictionary<TrainingRole, int> seats)
{
    /// <summary>Days ahead that are looked at.</summary>
    public static readonly IReadOnlyList<int> Horizons = [30, 60, 90];

    public DateOnly Day => day;

    public IEnumerable<int> Streets => lapses.Keys.Select(k => k.Street).Distinct();

    /// <summary>Nulls = all; an assignment counts in the line of its role.</summary>
    public int Lapses(int? street, TrainingRole? role, Line? line) => street is { } one && role is { } only
        ? lapses.GetValueOrDefault((one, only))
        : lapses.Where(l => (street is null || l.Key.Street == street) && Fits(l.Key.Role, role, line)).Sum(l => l.Value);

    /// <summary>Everybody who needs a seat before that day: whose certificate lapses, has lapsed, was never issued or is revoked. Nulls = all.</summary>
    public int Seats(TrainingRole? role, Line? line) => seats.Where(s => Fits(s.Key, role, line)).Sum(s => s.Value);

    /// <summary>Sessions of a size for so many; 0 for nobody.</summary>
    public static int Sessions(int seats, int size) => size < 1 ? throw new ArgumentOutOfRangeException(nameof(size)) : (seats + size - 1) / size;

    private static bool Fits(TrainingRole of, TrainingRole? role, Line? line) => role is { } only ? of == only : line is null || of.LineOf() == line;
}
