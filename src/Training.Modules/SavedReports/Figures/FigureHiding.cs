using Training.Modules.Reporting.Models;

namespace Training.Modules.SavedReports.Figures;

/// <summary>
/// What of a table one reader is not told. Found over all cells, totals and measures of the table, whichever of them are shown, so
/// that another choice of measures does not tell what the first one hides.
/// </summary>
public sealed class FigureHiding
{
    private readonly Dictionary<FigureKey, Hiding[]> _hidden = [];

    private FigureHiding()
    {
    }

    /// <summary>Of a reader who sees everything.</summary>
    public static FigureHiding Nothing { get; } = new();

    /// <param name="known">All people of the cell are within the reader's scope.</param>
    /// <param name="hidden">Hidden on the dashboard, so here too.</param>
    public static FigureHiding Of(FigureTable table, Func<FigureKey, bool> known, Func<FigureKey, bool> hidden)
    {
        var by = table.Query.By;
        var places = by.Select((_, i) => table.All.Keys.Select(k => k[i]).Where(v => v != FigureKey.All).Distinct().Order().Select((v, at) => (v, at)).ToDictionary(p => p.v, p => p.at)).ToList();
        var population = table.Query.Basis == CountBasis.Person ? Figure.PersonInPost : Figure.InPost;
        var keys = table.All.Where(c => c.Value[population] > 0).Select(c => c.Key).OrderBy(k => k.First).ThenBy(k => k.Second).ThenBy(k => k.Third).ToList();
        var cells = keys.Select(k => new CubeCell([.. by.Select((_, i) => k[i] == FigureKey.All ? places[i].Count : places[i][k[i]])], table[k].All, known(k), hidden(k))).ToList();
        var told = ComplementCube.Of([.. places.Select(p => p.Count)], cells, FigureRules.Of(table.Query.Basis, by));
        var hiding = new FigureHiding();
        for (var i = 0; i < keys.Count; i++)
            if (told[i].Any(h => h != Hiding.None)) hiding._hidden[keys[i]] = told[i];
        if (hiding._hidden.Count > 0) hiding.HideRefreshers(table, keys, known);
        return hiding;
    }

    /// <summary>
    /// Everybody knows which roles refresh each year, so 应轮训 of several roles tells 应训 of some of them: it is told of single
    /// roles only, where it is the same as 应训.
    /// </summary>
    private void HideRefreshers(FigureTable table, List<FigureKey> keys, Func<FigureKey, bool> known)
    {
        var role = table.Query.By.ToList().IndexOf(FigureDimension.Role);
        var (required, annual) = table.Query.Basis == CountBasis.Person
            ? (Figure.PersonRequired, new[] { Figure.PersonAnnualRequired, Figure.PersonRefreshedThisYear }) : (Figure.Required, [Figure.AnnualRequired, Figure.RefreshedThisYear]);
        foreach (var key in keys.Where(k => !known(k)))
        {
            var told = _hidden.GetValueOrDefault(key);
            if (role >= 0 && key[role] != FigureKey.All && told?[(int)required] is null or Hiding.None) continue;
            if (told is null) _hidden[key] = told = new Hiding[table[key].All.Count];
            foreach (var figure in annual)
                if (told[(int)figure] == Hiding.None) told[(int)figure] = Hiding.Complement;
        }
    }

    /// <summary>A rate is hidden with one of its parts.</summary>
    public Hiding this[FigureKey key, Figure figure]
    {
        get
        {
            if (!_hidden.TryGetValue(key, out var cell)) return Hiding.None;
            return figure.Parts() is not { } parts ? cell[(int)figure]
                : cell[(int)parts.Numerator] == Hiding.None && cell[(int)parts.Denominator] == Hiding.None ? Hiding.None : Hiding.Complement;
        }
    }
}
