using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Insights.Models;

/// <summary>A change that moves a figure, its cause, and whether the reader knows of it anyway: within the scope, or in a cell whose causes are told.</summary>
public sealed record CausedChange(Change Change, Cause Cause, bool Seen);

/// <summary>
/// Which counts by cause one reader is not told: those behind which stand fewer than five people that the reader does not know of, and
/// so many others that none of them follows. What all causes add to 应训 and 持证 is known from the tiles, for each line and for all, so
/// that counts too. The same whatever line is looked at. Pure.
/// </summary>
public sealed class CauseBoard
{
    private const int Few = 5;

    private readonly HashSet<(Cause Cause, Line? Line)> _hidden = [];

    public CauseBoard(IReadOnlyCollection<CausedChange> all)
    {
        if (all.All(c => c.Seen)) return;
        var figures = new List<HideableFigure>();
        var keys = new List<(Cause Cause, Line? Line, (int Required, int Certified) Effect)>();
        var sums = new List<(int Figure, int Factor)[]>();
        // Somebody who leaves takes a certificate along or does not: two counts that are told together.
        var kinds = all.GroupBy(c => (c.Cause, Effect: c.Change.Effect())).OrderBy(g => g.Key.Cause).ThenBy(g => g.Key.Effect).ToList();
        var lines = all.Select(c => c.Change.Line).Distinct().Order().ToList();
        foreach (var kind in kinds)
        {
            var parts = lines.Select(l => Add(kind.Key.Cause, l, kind.Key.Effect, [.. kind.Where(c => c.Change.Line == l)])).ToList();
            sums.Add([(Add(kind.Key.Cause, null, kind.Key.Effect, [.. kind]), -1), .. parts.Select(p => (p, 1))]);
        }
        foreach (var line in lines.Select(l => (Line?)l).Append(null))
        {
            sums.Add([.. Of(line).Select(i => (i, keys[i].Effect.Required)).Where(x => x.Required != 0)]);
            sums.Add([.. Of(line).Select(i => (i, keys[i].Effect.Certified)).Where(x => x.Certified != 0)]);
        }
        var hiding = Complement.Of(figures, sums);
        for (var i = 0; i < keys.Count; i++)
            if (hiding[i] != Hiding.None) _hidden.Add((keys[i].Cause, keys[i].Line));

        IEnumerable<int> Of(Line? line) => Enumerable.Range(0, keys.Count).Where(i => keys[i].Line == line);

        int Add(Cause cause, Line? line, (int Required, int Certified) effect, IReadOnlyList<CausedChange> changes)
        {
            var unseen = changes.Count(c => !c.Seen);
            keys.Add((cause, line, effect));
            figures.Add(new(unseen, unseen is > 0 and < Few, unseen == 0, line is null ? 1 : 0));
            return keys.Count - 1;
        }
    }

    public bool HidesAny(Line? line) => _hidden.Any(h => h.Line == line);

    /// <param name="line">Null = all.</param>
    public bool Hides(Cause cause, Line? line) => _hidden.Contains((cause, line));
}
