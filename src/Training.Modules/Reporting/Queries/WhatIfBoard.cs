using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Simulation;

namespace Training.Modules.Reporting.Queries;

/// <summary>
/// The streets of a simulation as one reader is told them: small ones outside the scope are hidden with a complement, day by day; what the
/// dashboard of a day hides of the role is hidden here too, because the present rules give the same figures there.
/// </summary>
public sealed class WhatIfBoard
{
    private readonly Dictionary<(int Column, int? Unit), Hiding> _population = [];
    private readonly Dictionary<(WhatIfChange Change, int Column, int? Unit), Hiding> _changes = [];
    private readonly IReadOnlyDictionary<int, DateOnly?> _since;

    /// <param name="known">The street lies within the reader's scope.</param>
    /// <param name="hidden">What the dashboard hides of a street (null = all) on a day.</param>
    /// <param name="since">Month end since which streets that are below the target have been so.</param>
    public WhatIfBoard(WhatIfResult result, Func<int, bool> known, Func<DateOnly, int?, Hiding> hidden, IReadOnlyDictionary<int, DateOnly?> since)
    {
        _since = since;
        var own = result.Streets.Where(s => known(s.UnitId)).Select(s => s.UnitId).ToHashSet();
        if (own.Count == result.Streets.Count) return;
        for (var column = 0; column <= result.Table.Count; column++)
        {
            var (at, day) = (column, column == 0 ? result.Today : result.Table[column - 1]);
            Column((unit, hiding) => _population[(at, unit)] = hiding, s => Of(s, at).Required, unit => hidden(day, unit) != Hiding.None);
            foreach (var change in Enum.GetValues<WhatIfChange>().Where(_ => at > 0))
                Column((unit, hiding) => _changes[(change, at, unit)] = hiding, s => Of(s, at)[change], unit => _population.GetValueOrDefault((at, unit)) != Hiding.None);
        }

        void Column(Action<int?, Hiding> put, Func<WhatIfStreet, int> value, Func<int?, bool> hiddenElsewhere)
        {
            var units = result.Streets.Select(s => (int?)s.UnitId).Append(null).ToList();
            var values = result.Streets.Select(value).ToList();
            values.Add(values.Sum());
            var figures = units.Select((unit, i) => Figure(unit, values[i])).ToList();
            int[] sum = [units.Count - 1, .. Enumerable.Range(0, units.Count - 1)];
            var told = Complement.Of(figures, [sum]);
            for (var i = 0; i < units.Count; i++)
                if (told[i] != Hiding.None) put(units[i], values[i] is > 0 and < RateCell.Few && told[i] == Hiding.Few ? Hiding.Few : Hiding.Complement);

            HideableFigure Figure(int? unit, int of)
            {
                var isOwn = unit is { } street && own.Contains(street);
                var secret = !isOwn && (of is > 0 and < RateCell.Few || hiddenElsewhere(unit));
                return new(of, secret, isOwn || (of == 0 && !secret), unit is null ? 9 : 0);
            }
        }
    }

    /// <summary>应训 and the rate; column 0 is today, then the days of the table; null = all streets.</summary>
    public Hiding Hides(int column, int? unit) => _population.GetValueOrDefault((column, unit));

    /// <summary>How many turn; columns as above.</summary>
    public Hiding Hides(WhatIfChange change, int column, int? unit) => _changes.GetValueOrDefault((change, column, unit));

    /// <summary>Some day of the street is hidden: then neither is told when it falls below the target.</summary>
    public bool HidesStreet(int unit) => _population.Keys.Any(k => k.Unit == unit);

    /// <summary>Month end since which the street has been below the target; null = only since this month.</summary>
    public DateOnly? Since(int unit) => _since.GetValueOrDefault(unit);

    /// <summary>Today in the same form as the days of the table.</summary>
    public static WhatIfCell Of(WhatIfStreet street, int column) =>
        column == 0 ? street.Today with { Required = street.Today.RequiredNow, Then = street.Today.Now } : street.Days[column - 1];
}
