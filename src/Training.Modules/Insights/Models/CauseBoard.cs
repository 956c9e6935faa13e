using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Insights.Models;

/// <summary>How many changes of one place have one cause and effect.</summary>
/// <param name="Required">What each adds to 应训; <paramref name="Certified"/> to 持证.</param>
public sealed record ChangeCount(int UnitId, TrainingRole Role, Line Line, Cause Cause, int Required, int Certified, int Count);

/// <summary>Some changes, and whether the reader knows of them anyway: within the scope, or in a cell whose causes are told.</summary>
public sealed record SeenCount(ChangeCount Changes, bool Seen);

/// <summary>
/// Which counts by cause one reader is not told: those behind which stand fewer than five people that the reader does not know of, and
/// so many others that none of them follows. What all causes add to 应训 and 持证 is known from the tiles, for each line, each role and
/// for all, so that counts too. The same whatever line or role is looked at. Pure.
/// </summary>
public sealed class CauseBoard
{
    private const int Few = 5;

    private readonly HashSet<(Cause Cause, Line? Line, TrainingRole? Role)> _hidden = [];

    /// <param name="untold">Lines and roles whose totals the reader is not told on one of the days: there no count of others is told.</param>
    public CauseBoard(IReadOnlyCollection<SeenCount> all, Func<Line?, TrainingRole?, bool>? untold = null)
    {
        if (all.All(c => c.Seen)) return;
        var figures = new List<HideableFigure>();
        var keys = new List<(Cause Cause, Line? Line, TrainingRole? Role, int Required, int Certified)>();
        var sums = new List<(int Figure, int Factor)[]>();
        var lines = all.Select(c => c.Changes.Line).Distinct().Order().ToList();
        var roles = all.Select(c => c.Changes.Role).Distinct().Order().ToList();
        // Somebody who leaves takes a certificate along or does not: two counts that are told together.
        foreach (var kind in all.GroupBy(c => (c.Changes.Cause, c.Changes.Required, c.Changes.Certified)).OrderBy(g => g.Key))
        {
            var cells = kind.GroupBy(c => (c.Changes.Line, c.Changes.Role)).OrderBy(g => g.Key).Select(g => (g.Key.Line, g.Key.Role, Figure: Add(g, g.Key.Line, g.Key.Role, 0))).ToList();
            foreach (var line in lines) Total(kind.Where(c => c.Changes.Line == line), line, null, 1, cells.Where(c => c.Line == line).Select(c => c.Figure));
            foreach (var role in roles) Total(kind.Where(c => c.Changes.Role == role), null, role, 1, cells.Where(c => c.Role == role).Select(c => c.Figure));
            Total(kind, null, null, 2, cells.Select(c => c.Figure));

            int Add(IEnumerable<SeenCount> changes, Line? line, TrainingRole? role, int cost)
            {
                var unseen = changes.Where(c => !c.Seen).Sum(c => c.Changes.Count);
                keys.Add((kind.Key.Cause, line, role, kind.Key.Required, kind.Key.Certified));
                figures.Add(new(unseen, unseen > 0 && (unseen < Few || untold?.Invoke(line, role) == true), unseen == 0, cost));
                return figures.Count - 1;
            }

            void Total(IEnumerable<SeenCount> changes, Line? line, TrainingRole? role, int cost, IEnumerable<int> parts) =>
                sums.Add([(Add(changes, line, role, cost), -1), .. parts.Select(p => (p, 1))]);
        }
        foreach (var slice in Enumerable.Range(0, keys.Count).GroupBy(i => (keys[i].Line, keys[i].Role)))
        {
            sums.Add([.. slice.Where(i => keys[i].Required != 0).Select(i => (i, keys[i].Required))]);
            sums.Add([.. slice.Where(i => keys[i].Certified != 0).Select(i => (i, keys[i].Certified))]);
        }
        var hiding = Complement.Of(figures, sums);
        for (var i = 0; i < keys.Count; i++)
            if (hiding[i] != Hiding.None) _hidden.Add((keys[i].Cause, keys[i].Line, keys[i].Role));
    }

    /// <param name="line">Null = all.</param>
    /// <param name="role">Null = all.</param>
    public bool HidesAny(Line? line, TrainingRole? role = null) => _hidden.Any(h => h.Line == line && h.Role == role);

    /// <inheritdoc cref="HidesAny"/>
    public bool Hides(Cause cause, Line? line, TrainingRole? role = null) => _hidden.Contains((cause, line, role));
}
