using System.Globalization;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Insights.Models;

/// <summary>
/// 人头口径 of districts × lines as the city is told it: counts below five, and whatever they follow from by totals or identities, are hidden,
/// the same whatever line is looked at. Not of single roles: few of one role would hide the figures of all, and a role has hardly fewer
/// people than posts. Pure.
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

    private readonly Dictionary<(int? District, Line? Line), Hiding[]> _hiding = [];
    private readonly Func<int?, Line?, RateCounts> _counts;

    /// <param name="districts">How many.</param>
    /// <param name="counts">People of a district and a line; nulls = all.</param>
    /// <param name="hidden">Hidden on assignment basis, so here too.</param>
    /// <param name="fewOfRoles">A role is hidden somewhere on assignment basis.</param>
    public CityPeople(int districts, Func<int?, Line?, RateCounts> counts, Func<int?, Line?, bool> hidden, bool fewOfRoles)
    {
        var known = new Dictionary<(int?, Line?), RateCounts>();
        _counts = (d, line) =>
        {
            if (!known.TryGetValue((d, line), out var found)) known[(d, line)] = found = counts(d, line);
            return found;
        };
        var keys = (from d in Enumerable.Range(0, districts).Select(d => (int?)d).Append(null)
                    from l in Lines.Select(l => (Line?)l).Append(null)
                    where _counts(d, l)[Measure.InPost] > 0
                    select (District: d, Line: l)).ToList();
        var cells = keys.Select(k => new CubeCell([k.District ?? districts, k.Line is { } l ? Array.IndexOf(Lines, l) : Lines.Length], Values(_counts(k.District, k.Line)), false, hidden(k.District, k.Line)));
        var told = ComplementCube.Of([districts, Lines.Length], [.. cells], Identities.Rules(null, [1]));
        for (var i = 0; i < keys.Count; i++) _hiding[keys[i]] = told[i];
        if (fewOfRoles || told.Any(c => c.Any(h => h != Hiding.None))) HideRefreshers();
    }

    /// <summary>Everybody knows which roles refresh each year, so 应轮训 tells 应训 of some of the roles together.</summary>
    private void HideRefreshers()
    {
        foreach (var told in _hiding.Values)
            foreach (var measure in new[] { At(Measure.AnnualRequired), At(Measure.RefreshedThisYear) })
                if (told[measure] == Hiding.None) told[measure] = Hiding.Complement;
    }

    /// <summary>Nulls = all; as it is counted, told or not.</summary>
    public RateCounts Counts(int? district, Line? line) => _counts(district, line);

    /// <summary>As it is shown; nulls = all.</summary>
    public string Told(int? district, Line? line, Measure measure) => HidingOf(district, line, measure) switch
    {
        Hiding.None => _counts(district, line)[measure].ToString("N0", CultureInfo.InvariantCulture),
        Hiding.Few => "<5",
        _ => "＊",
    };

    /// <summary>A rate is hidden with one of its parts.</summary>
    public string Told(int? district, Line? line, Measure part, Measure whole) =>
        Tells(district, line, part, whole) ? new Rate(_counts(district, line)[part], _counts(district, line)[whole]).Percent : "—";

    /// <summary>Whether a rate is told.</summary>
    public bool Tells(int? district, Line? line, Measure part, Measure whole) =>
        HidingOf(district, line, part) == Hiding.None && HidingOf(district, line, whole) == Hiding.None;

    public Hiding HidingOf(int? district, Line? line, Measure measure) => _hiding.TryGetValue((district, line), out var found) ? found[At(measure)] : Hiding.None;

    private static int[] Values(RateCounts counts) => [.. Columns.Select(c => counts[c.Measure]), counts.Excluded];

    private static int At(Measure measure) => Columns.ToList().FindIndex(c => c.Measure == measure);
}
