using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.SavedReports.Figures;

namespace Training.Modules.SavedReports.Models;

/// <summary>Which cells are shown however few people they hold: of a person, or of a token (domain/organisation.md §2).</summary>
public sealed class FigureScope
{
    private FigureScope(bool coversAll, IReadOnlySet<int> streets, IReadOnlySet<Line> lines) => (CoversAll, Streets, Lines) = (coversAll, streets, lines);

    public bool CoversAll { get; }
    public IReadOnlySet<int> Streets { get; }
    public IReadOnlySet<Line> Lines { get; }

    public static FigureScope Of(AssignmentScope scope) => new(scope.CoversAll, scope.SubDistricts, scope.Lines);

    /// <summary>Neither streets nor lines: everything.</summary>
    public static FigureScope Of(IReadOnlyCollection<int> streets, IReadOnlyCollection<Line> lines) =>
        new(streets.Count + lines.Count == 0, streets.ToHashSet(), lines.ToHashSet());

    /// <summary>True when everybody behind the cell is within the scope.</summary>
    /// <param name="linesOf">In which lines the posts of a role stand on the day: in a street, or (null) in the district. They need not be the role's own.</param>
    public bool Covers(FigureQuery query, FigureKey key, Func<int?, TrainingRole, IReadOnlyList<Line>> linesOf)
    {
        if (CoversAll) return true;
        var filter = query.Filter;
        var (streets, lines, roles) = (new HashSet<int>(filter.Streets), new HashSet<Line>(filter.Lines), new HashSet<TrainingRole>(filter.Roles));
        for (var i = 0; i < query.By.Count; i++)
        {
            if (key[i] == FigureKey.All) continue;
            if (query.By[i] == FigureDimension.Street) streets = [key[i]];
            else if (query.By[i] == FigureDimension.Line) lines = [(Line)key[i]];
            else if (query.By[i] is FigureDimension.Role or FigureDimension.Scheme && key[i] != DimensionValues.NoScheme) roles = [(TrainingRole)key[i]];
        }
        if (streets.Count > 0 && streets.IsSubsetOf(Streets)) return true;
        if (roles.Count > 0)
        {
            List<int?> places = streets.Count > 0 ? [.. streets] : [null];
            var stand = places.SelectMany(p => roles.SelectMany(r => linesOf(p, r))).ToHashSet();
            if (lines.Count > 0) stand.IntersectWith(lines);
            lines = stand;
        }
        return lines.Count > 0 && lines.IsSubsetOf(Lines);
    }

    /// <summary>Whoever may see at least as much has every part of it.</summary>
    public bool Includes(FigureScope other) => CoversAll || (!other.CoversAll && other.Streets.IsSubsetOf(Streets) && other.Lines.IsSubsetOf(Lines));

    /// <summary>As it is stored: "*", or "1,2|Education".</summary>
    public override string ToString() => CoversAll ? "*" : string.Join(',', Streets.Order()) + "|" + string.Join(',', Lines.Order());

    public static FigureScope Parse(string text)
    {
        if (text == "*") return new(true, new HashSet<int>(), new HashSet<Line>());
        var parts = text.Split('|');
        return new(false, parts[0].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => int.Parse(s, System.Globalization.CultureInfo.InvariantCulture)).ToHashSet(),
            parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Line>).ToHashSet());
    }
}
