using Training.Modules.Reporting.Models;

namespace Training.Modules.SavedReports.Figures;

/// <summary>What everybody knows about the figures: the identities between them. From it the complement rule finds what to hide.</summary>
internal static class FigureRules
{
    private static readonly Figure[] Standings = [Figure.Certified, Figure.Expired, Figure.NeverCertified, Figure.RevokedOrSuspended];
    private static readonly Figure[] Exclusions = [Figure.ExcludedNewcomer, Figure.ExcludedLeave, Figure.ExcludedNotYetInScope];
    private static readonly Figure[] Free = [Figure.Completed, Figure.Exempt, Figure.ExpiringSoon, Figure.EarlyCertified, Figure.RefreshedThisYear];
    private static readonly CubeMove Person = Move((Figure.PersonAllCertified, 1), (Figure.PersonAnyCertified, 1), (Figure.PersonNotAllCertified, -1));

    public static CubeRules Of(CountBasis basis, IReadOnlyList<FigureDimension> by) => basis == CountBasis.Person ? People : Assignments(by);

    private static CubeRules Assignments(IReadOnlyList<FigureDimension> by)
    {
        var byRole = Enumerable.Range(0, by.Count).Where(i => by[i] is FigureDimension.Role or FigureDimension.Scheme).ToList();
        var parts = new Dictionary<int, IReadOnlyList<CubeMove>>();
        var added = new Dictionary<int, CubeMove>();
        foreach (var one in Standings)
        {
            // 应训 = 持证 + 过期 + 未取证 + 撤销/暂停: one more here is one less there, or one more 应训.
            parts[(int)one] = [.. Standings.Where(o => o != one).Select(o => Move((one, 1), (o, -1)))];
            added[(int)one] = Move((one, 1), (Figure.Required, 1), (Figure.InPost, 1));
        }
        foreach (var one in Exclusions)
        {
            parts[(int)one] = [.. Exclusions.Where(o => o != one).Select(o => Move((one, 1), (o, -1))), Move((one, 1), (Figure.Excluded, 1), (Figure.InPost, 1))];
            added[(int)one] = Move((one, 1), (Figure.Excluded, 1), (Figure.InPost, 1));
        }
        parts[(int)Figure.Excluded] = [.. Exclusions.Select(o => Move((Figure.Excluded, 1), (o, 1), (Figure.InPost, 1)))];
        added[(int)Figure.Excluded] = Move([(Figure.Excluded, 1), (Figure.InPost, 1), .. Exclusions.Select(e => (e, 1))]);
        foreach (var one in Free) (parts[(int)one], added[(int)one]) = ([Move((one, 1))], Move((one, 1)));
        // By role everybody knows who refreshes each year: there it is 应训 or nothing, and hidden with the cell.
        if (byRole.Count == 0) parts[(int)Figure.AnnualRequired] = [Move((Figure.AnnualRequired, 1))];
        added[(int)Figure.AnnualRequired] = Move((Figure.AnnualRequired, 1));
        return new()
        {
            Populations = [(int)Figure.InPost, (int)Figure.Required],
            Whole = [Move((Figure.InPost, 1), (Figure.Required, 1)), Move((Figure.InPost, 1), (Figure.Excluded, 1))],
            Parts = parts, Added = added, Tied = [((int)Figure.Required, (int)Figure.AnnualRequired)],
            Partial = [(int)Figure.AnnualRequired, (int)Figure.RefreshedThisYear],
            PartialOver = [.. Enumerable.Range(0, by.Count).Where(i => by[i] is FigureDimension.Role or FigureDimension.Scheme or FigureDimension.Line)],
            Parting = byRole.Count > 0 ? byRole[0] : null,
        };
    }

    /// <summary>People do not add up, but nearly: they are hidden as if they did. With one post 全岗 and 至少一岗 are the same, so they go together.</summary>
    private static CubeRules People { get; } = new()
    {
        Populations = [(int)Figure.PersonRequired],
        Whole = [Move((Figure.PersonRequired, 1))],
        Parts = new Dictionary<int, IReadOnlyList<CubeMove>>
        {
            [(int)Figure.PersonAllCertified] = [Person], [(int)Figure.PersonAnyCertified] = [Person], [(int)Figure.PersonNotAllCertified] = [Person],
        },
        Added = new Dictionary<int, CubeMove>
        {
            [(int)Figure.PersonAllCertified] = Move((Figure.PersonAllCertified, 1), (Figure.PersonAnyCertified, 1), (Figure.PersonRequired, 1)),
            [(int)Figure.PersonAnyCertified] = Move((Figure.PersonAnyCertified, 1), (Figure.PersonAllCertified, 1), (Figure.PersonRequired, 1)),
            [(int)Figure.PersonNotAllCertified] = Move((Figure.PersonNotAllCertified, 1), (Figure.PersonRequired, 1)),
        },
    };

    private static CubeMove Move(params (Figure Figure, int Sign)[] steps) => new([.. steps.Select(s => ((int)s.Figure, s.Sign))]);
}
