using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Insights.Models;

/// <summary>
/// What lapses by a day to come if nothing is done: today's posts and certificates carried forward. Pure.
/// </summary>
/// <param name="lapses">Posts in which somebody stands without certificate on that day who holds one for the role today.</param>
/// <param name="seats">Required then and without certificate then, of the whole district.</param>
public sealed class LapseForecast(
    DateOnly day, IReadOnlyDictionary<(int Street, TrainingRole Role, Line Line), int> lapses, IReadOnlyDictionary<(TrainingRole Role, Line Line), int> seats)
{
    /// <summary>Days ahead that are looked at.</summary>
    public static readonly IReadOnlyList<int> Horizons = [30, 60, 90];

    public DateOnly Day => day;

    public IEnumerable<int> Streets => lapses.Keys.Select(k => k.Street).Distinct();

    /// <summary>Nulls = all.</summary>
    public int Lapses(int? street, TrainingRole? role, Line? line) => street is { } s && role is { } r && line is { } of
        ? lapses.GetValueOrDefault((s, r, of))
        : lapses.Where(l => (street is null || l.Key.Street == street) && (role is null || l.Key.Role == role) && (line is null || l.Key.Line == line)).Sum(l => l.Value);

    /// <summary>Everybody who needs a seat before that day: whose certificate lapses, has lapsed, was never issued or is revoked. Nulls = all.</summary>
    public int Seats(TrainingRole? role, Line? line) =>
        seats.Where(s => (role is null || s.Key.Role == role) && (line is null || s.Key.Line == line)).Sum(s => s.Value);

    /// <summary>Sessions of a size for so many; 0 for nobody.</summary>
    public static int Sessions(int seats, int size) => size < 1 ? throw new ArgumentOutOfRangeException(nameof(size)) : (seats + size - 1) / size;
}
