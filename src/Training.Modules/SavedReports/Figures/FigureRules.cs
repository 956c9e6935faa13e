using Training.Modules.Reporting.Models;

namespace Training.Modules.SavedReports.Figures;

/// <summary>What everybody knows about the figures of a table: from it the complement rule finds what to hide.</summary>
internal static class FigureRules
{
    private static readonly FigureIdentities Assignments = new()
    {
        InPost = (int)Figure.InPost, Required = (int)Figure.Required, Excluded = (int)Figure.Excluded, Annual = (int)Figure.AnnualRequired, Refreshed = (int)Figure.RefreshedThisYear,
        Exclusions = Numbers(Figure.ExcludedNewcomer, Figure.ExcludedLeave, Figure.ExcludedNotYetInScope),
        Standings = [Numbers(Figure.Certified), Numbers(Figure.Expired), Numbers(Figure.NeverCertified), Numbers(Figure.RevokedOrSuspended)],
        Free = Numbers(Figure.Completed, Figure.Exempt, Figure.ExpiringSoon, Figure.EarlyCertified, Figure.RefreshedThisYear),
    };

    /// <summary>With one post 全岗 and 至少一岗 are the same, so they go together.</summary>
    private static readonly FigureIdentities People = new()
    {
        InPost = (int)Figure.PersonInPost, Required = (int)Figure.PersonRequired, Excluded = (int)Figure.PersonExcluded,
        Annual = (int)Figure.PersonAnnualRequired, Refreshed = (int)Figure.PersonRefreshedThisYear,
        Exclusions = Numbers(Figure.PersonExcludedNewcomer, Figure.PersonExcludedLeave, Figure.PersonExcludedNotYetInScope),
        Standings =
        [
            Numbers(Figure.PersonAllCertified, Figure.PersonAnyCertified), Numbers(Figure.PersonExpired, Figure.PersonNotAllCertified),
            Numbers(Figure.PersonNeverCertified, Figure.PersonNotAllCertified), Numbers(Figure.PersonRevokedOrSuspended, Figure.PersonNotAllCertified),
        ],
        Free = Numbers(Figure.PersonCompleted, Figure.PersonExempt, Figure.PersonExpiringSoon, Figure.PersonEarlyCertified, Figure.PersonRefreshedThisYear),
    };

    public static CubeRules Of(CountBasis basis, IReadOnlyList<FigureDimension> by)
    {
        var role = by.ToList().FindIndex(d => d is FigureDimension.Role or FigureDimension.Scheme);
        return (basis == CountBasis.Person ? People : Assignments).Rules(role < 0 ? null : role,
            [.. Enumerable.Range(0, by.Count).Where(i => by[i] is FigureDimension.Role or FigureDimension.Scheme or FigureDimension.Line)]);
    }

    private static int[] Numbers(params Figure[] figures) => [.. figures.Select(f => (int)f)];
}
