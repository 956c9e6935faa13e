using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Queries;

namespace Training.Modules.Submissions.Documents;

/// <summary>A cell or total of a report; nulls = all.</summary>
internal readonly record struct DocumentCell(string? Unit, string? Line, string? Role)
{
    /// <summary>Itself and every total that it is in.</summary>
    public IEnumerable<DocumentCell> Totals()
    {
        for (var mask = 0; mask < 8; mask++) yield return new((mask & 1) == 0 ? Unit : null, (mask & 2) == 0 ? Line : null, (mask & 4) == 0 ? Role : null);
    }
}

/// <summary>
/// What of a report one reader is not told: counts of 1–4 outside the scope, and so many others that none of them follows
/// (<see cref="ComplementCube"/>, over all cells, totals and measures, whichever of them are shown). Page and files ask the same object.
/// </summary>
public sealed class DocumentHiding
{
    private readonly string? _district;
    private readonly Dictionary<DocumentCell, Hiding[]> _posts = [], _people = [];

    private DocumentHiding(string? district) => _district = district;

    /// <summary>Of a reader who may see everything.</summary>
    public static DocumentHiding Nothing { get; } = new(null);

    /// <param name="inScope">A row of 街镇 × 条线 × 岗位 is within the reader's scope.</param>
    public static DocumentHiding Of(ReportDocument document, Func<DocumentRow, bool> inScope) => Of(document.District.Code, document.Rows, document.Totals, document.People, inScope);

    /// <inheritdoc cref="Of(ReportDocument, Func{DocumentRow, bool})"/>
    /// <param name="district">Division code of the district.</param>
    public static DocumentHiding Of(string district, IReadOnlyList<DocumentRow> rows, IReadOnlyList<DocumentRow> totals, IReadOnlyList<DocumentRow> people, Func<DocumentRow, bool> inScope)
    {
        var hiding = new DocumentHiding(district);
        List<(DocumentCell Cell, DocumentRow Row, bool Known)> inner = [.. rows.Concat(LeftOver(district, rows, totals)).Select(r => (new DocumentCell(r.Unit, r.Line ?? "", r.Role ?? ""), r, inScope(r)))];
        var known = inner.Where(i => i.Known).SelectMany(i => i.Cell.Totals()).Except(inner.Where(i => !i.Known).SelectMany(i => i.Cell.Totals())).ToHashSet();
        hiding.Hide(MeasureRules.Posts, hiding._posts, Sums(inner.Select(i => (i.Cell, MeasureRules.Posts.Of(i.Row)))), known, _ => false);
        var counted = Sums(inner.Select(i => (i.Cell, MeasureRules.People.OfPosts(i.Row))));
        foreach (var row in people) counted[hiding.CellOf(row)] = MeasureRules.People.Of(row);
        // People of a cell are nearly its posts: what is hidden whole there is hidden here.
        hiding.Hide(MeasureRules.People, hiding._people, counted, known, c => hiding._posts.TryGetValue(c, out var told) && told[MeasureRules.Posts.Required] != Hiding.None);
        return hiding;
    }

    /// <summary>How a count is told.</summary>
    public Hiding Of(DocumentRow row, string measure)
    {
        if (_district is null) return Hiding.None;
        var people = IsOfPeople(measure);
        var (rules, told) = people ? (MeasureRules.People, _people) : (MeasureRules.Posts, _posts);
        if (rules.IndexOf(measure) is var at and >= 0 && told.TryGetValue(CellOf(row), out var cell)) return cell[at];
        // Nothing is known of its totals: alone it must not be small.
        return row[measure] is > 0 and < RateCell.Few ? Hiding.Few : Hiding.None;
    }

    /// <summary>Null where it is hidden.</summary>
    public int? Count(DocumentRow row, string measure) => Of(row, measure) == Hiding.None ? row[measure] : null;

    /// <summary>"1,204", "&lt;5" or "＊".</summary>
    public string Number(DocumentRow row, string measure) => RateWords.Number(row[measure], Of(row, measure));

    /// <summary>A share is hidden with one of its parts: "—".</summary>
    public string Rate(DocumentRow row, string rate)
    {
        if (!row.Rates.TryGetValue(rate, out var words)) return "—";
        if (_district is null) return words;
        return PartsOf(row, rate) is { } parts && Count(row, parts.Numerator) is not null && Count(row, parts.Denominator) is not null ? words : "—";
    }

    /// <summary>Measures of which a share is made; null for one that only another program knew.</summary>
    public static (string Numerator, string Denominator)? PartsOf(DocumentRow row, string rate)
    {
        var people = row.Counts.Keys.Any(IsOfPeople);
        (string, string)? parts = rate switch
        {
            "completionRate" => people ? ("personCompleted", "personRequired") : ("completed", "required"),
            "certificationRate" => ("certified", "required"),
            "annualRefreshRate" => people ? ("personRefreshedThisYear", "personAnnualRequired") : ("refreshedThisYear", "annualRequired"),
            "allCertifiedRate" => ("personAllCertified", "personRequired"),
            "anyCertifiedRate" => ("personAnyCertified", "personRequired"),
            _ => null,
        };
        return parts is (var n, var d) && row.Counts.ContainsKey(n) && row.Counts.ContainsKey(d) ? parts : null;
    }

    private static bool IsOfPeople(string measure) => measure.StartsWith("person", StringComparison.Ordinal);

    private DocumentCell CellOf(DocumentRow row) => new(row.Unit == _district ? null : row.Unit, row.Line, row.Role);

    /// <summary>Old documents have no rows of 区本级, but their totals hold it: else it would be the rest of a subtraction.</summary>
    private static IEnumerable<DocumentRow> LeftOver(string district, IReadOnlyList<DocumentRow> rows, IReadOnlyList<DocumentRow> totals)
    {
        foreach (var total in totals.Where(t => t.Unit == district && t.Role is not null))
        {
            var own = rows.Where(r => r.Role == total.Role).ToList();
            var rest = total.Counts.ToDictionary(c => c.Key, c => Math.Max(0, c.Value - own.Sum(r => r[c.Key])));
            if (own.Count > 0 && rest.Values.Any(v => v > 0)) yield return total with { Unit = Figures.OwnCode(district), Line = own[0].Line, Counts = rest };
        }
    }

    private static Dictionary<DocumentCell, int[]> Sums(IEnumerable<(DocumentCell Cell, int[] Values)> inner)
    {
        var sums = new Dictionary<DocumentCell, int[]>();
        foreach (var (cell, values) in inner)
            foreach (var key in cell.Totals())
            {
                if (!sums.TryGetValue(key, out var sum)) sums[key] = sum = new int[values.Length];
                for (var i = 0; i < values.Length; i++) sum[i] += values[i];
            }
        return sums;
    }

    private void Hide(MeasureRules measures, Dictionary<DocumentCell, Hiding[]> into, Dictionary<DocumentCell, int[]> counts, HashSet<DocumentCell> known, Func<DocumentCell, bool> hidden)
    {
        var keys = counts.Where(c => c.Value.Any(v => v > 0)).Select(c => c.Key)
            .OrderBy(c => c.Unit, StringComparer.Ordinal).ThenBy(c => c.Line, StringComparer.Ordinal).ThenBy(c => c.Role, StringComparer.Ordinal).ToList();
        var (units, lines, roles) = (Places(k => k.Unit), Places(k => k.Line), Places(k => k.Role));
        var cells = keys.ConvertAll(k => new CubeCell([At(units, k.Unit), At(lines, k.Line), At(roles, k.Role)], counts[k], known.Contains(k), hidden(k)));
        var told = ComplementCube.Of([units.Count, lines.Count, roles.Count], cells, measures.Rules);
        var any = told.Any(t => t.Any(h => h != Hiding.None));
        for (var i = 0; i < keys.Count; i++)
        {
            // Everybody knows which roles refresh each year, so 应轮训 of several roles tells 应训 of some of them.
            if (any && !cells[i].Known && (keys[i].Role is null || told[i][measures.Required] != Hiding.None))
                foreach (var annual in measures.Annual)
                    if (told[i][annual] == Hiding.None) told[i][annual] = Hiding.Complement;
            into[keys[i]] = told[i];
        }

        Dictionary<string, int> Places(Func<DocumentCell, string?> of) => keys.Select(of).OfType<string>().Distinct().Select((p, at) => (p, at)).ToDictionary(p => p.p, p => p.at);
        static int At(Dictionary<string, int> places, string? place) => place is null ? places.Count : places[place];
    }
}
