using System.Globalization;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Insights.Models;

/// <summary>
/// 人头口径 of districts × lines × roles as the city is told it: counts below five, and whatever they follow from by totals or identities, are
/// hidden, the same whatever role or line is looked at. Pure.
/// </summary>
public sealed class CityPeople
{
    /// <summary>The columns.</summary>
    public static readonly IReadOnlyList<(Measure Measure, string Title)> Columns =
    [
        (Measure.InPost, "在岗"), (Measure.PersonRequired, "应训"), (Measure.Completed, "已完成"), (Measure.PersonAllCertified, "全岗持证"), (Measure.PersonAnyCertified, "至少一岗持证"),
        (Measure.ExpiringSoon, "即将到期"), (Measure.Expired, "过期"), (Measure.NeverCertified, "未取证"), (Measure.RevokedOrSuspended, "撤销或暂停"), (Measure.Exempt, "免训"),
        (Measure.AnnualRequired, "应轮训"), (Measure.RefreshedThisYear, "本年已轮训"),
    ];

    /// <summary>The columns behind them.</summary>
    public static readonly IReadOnlyList<(string Title, Measure Part, Measure Whole, string Words)> Rates =
    [
        ("完训率", Measure.Completed, Measure.PersonRequired, "已完成人数 ÷ 应训人数。"), ("全岗持证率", Measure.PersonAllCertified, Measure.PersonRequired, "全岗持证人数 ÷ 应训人数。"),
        ("年度轮训率", Measure.RefreshedThisYear, Measure.AnnualRequired, "本年已轮训人数 ÷ 应轮训人数。"),
    ];

    private static readonly int Excluded = Columns.Count;
    private static readonly Line[] Lines = Enum.GetValues<Line>();

    private static readonly FigureIdentities Identities = new()
    {
        InPost = At(Measure.InPost), Required = At(Measure.PersonRequired), Excluded = Excluded, Annual = At(Measure.AnnualRequired), Refreshed = At(Measure.RefreshedThisYear), Exclusions = [],
        Standings = [[At(Measure.PersonAllCertified), At(Measure.PersonAnyCertified)], [At(Measure.Expired)], [At(Measure.NeverCertified)], [At(Measure.RevokedOrSuspended)]],
        Free = [At(Measure.Completed), At(Measure.Exempt), At(Measure.ExpiringSoon), At(Measure.RefreshedThisYear)],
    };

    private readonly Dictionary<(int? District, TrainingRole? Role, Line? Line), Hiding[]> _hiding = [];
    private readonly Func<int?, TrainingRole?, Line?, RateCounts> _counts;

    /// <param name="districts">How many.</param>
    /// <param name="roles">Roles with somebody in post anywhere.</param>
    /// <param name="counts">People of a district, a role and a line; nulls = all.</param>
    /// <param name="hidden">Hidden on assignment basis, so here too.</param>
    public CityPeople(int districts, IReadOnlyList<TrainingRole> roles, Func<int?, TrainingRole?, Line?, RateCounts> counts, Func<int?, TrainingRole?, Line?, bool> hidden)
    {
        var known = new Dictionary<(int?, TrainingRole?, Line?), RateCounts>();
        _counts = (d, role, line) =>
        {
            if (!known.TryGetValue((d, role, line), out var found)) known[(d, role, line)] = found = counts(d, role, line);
            return found;
        };
        var keys = (from d in Enumerable.Range(0, districts).Select(d => (int?)d).Append(null)
                    from l in Lines.Select(l => (Line?)l).Append(null)
                    from r in roles.Select(r => (TrainingRole?)r).Append(null)
                    where _counts(d, r, l)[Measure.InPost] > 0
                    select (District: d, Role: r, Line: l)).ToList();
        var at = roles.Select((r, i) => (r, i)).ToDictionary(x => x.r, x => x.i);
        var cells = keys.Select(k => new CubeCell(
            [k.District ?? districts, k.Line is { } l ? Array.IndexOf(Lines, l) : Lines.Length, k.Role is { } r ? at[r] : roles.Count], Values(_counts(k.District, k.Role, k.Line)), false, hidden(k.District, k.Role, k.Line)));
        var told = ComplementCube.Of([districts, Lines.Length, roles.Count], [.. cells], Identities.Rules(2, [1, 2]));
        for (var i = 0; i < keys.Count; i++) _hiding[keys[i]] = told[i];
        if (told.Any(c => c.Any(h => h != Hiding.None))) HideRefreshers();
    }

    /// <summary>
    /// Everybody knows which roles refresh each year, so 应轮训 of several roles tells 应训 of some of them: it is told of single roles only,
    /// where it is the same as 应训.
    /// </summary>
    private void HideRefreshers()
    {
        foreach (var (key, told) in _hiding)
        {
            if (key.Role is not null && told[At(Measure.PersonRequired)] == Hiding.None) continue;
            foreach (var measure in new[] { At(Measure.AnnualRequired), At(Measure.RefreshedThisYear) })
                if (told[measure] == Hiding.None) told[measure] = Hiding.Complement;
        }
    }

    /// <summary>Nulls = all; as it is counted, told or not.</summary>
    public RateCounts Counts(int? district, TrainingRole? role, Line? line) => _counts(district, role, line);

    /// <summary>As it is shown; nulls = all.</summary>
    public string Told(int? district, TrainingRole? role, Line? line, Measure measure) => HidingOf(district, role, line, measure) switch
    {
        Hiding.None => _counts(district, role, line)[measure].ToString("N0", CultureInfo.InvariantCulture),
        Hiding.Few => "<5",
        _ => "＊",
    };

    /// <summary>A rate is hidden with one of its parts.</summary>
    public string Told(int? district, TrainingRole? role, Line? line, Measure part, Measure whole) =>
        Tells(district, role, line, part, whole) ? new Rate(_counts(district, role, line)[part], _counts(district, role, line)[whole]).Percent : "—";

    /// <summary>Whether a rate is told.</summary>
    public bool Tells(int? district, TrainingRole? role, Line? line, Measure part, Measure whole) =>
        HidingOf(district, role, line, part) == Hiding.None && HidingOf(district, role, line, whole) == Hiding.None;

    public Hiding HidingOf(int? district, TrainingRole? role, Line? line, Measure measure) => _hiding.TryGetValue((district, role, line), out var found) ? found[At(measure)] : Hiding.None;

    private static int[] Values(RateCounts counts) => [.. Columns.Select(c => counts[c.Measure]), counts.Excluded];

    private static int At(Measure measure) => Columns.ToList().FindIndex(c => c.Measure == measure);
}
