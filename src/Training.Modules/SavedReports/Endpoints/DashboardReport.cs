using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Models;

namespace Training.Modules.SavedReports.Endpoints;

/// <summary>What the page of rates shows, by 街镇 and 岗位, of the same day, line and scheme: 任职口径, then 人头口径.</summary>
internal static class DashboardReport
{
    private static readonly Figure[] OfPosts =
    [
        Figure.InPost, Figure.ExcludedNewcomer, Figure.ExcludedLeave, Figure.ExcludedNotYetInScope, Figure.Required, Figure.Completed, Figure.Certified, Figure.ExpiringSoon, Figure.Expired,
        Figure.NeverCertified, Figure.RevokedOrSuspended, Figure.Exempt, Figure.EarlyCertified, Figure.AnnualRequired, Figure.RefreshedThisYear, Figure.CompletionRate, Figure.CertificationRate,
        Figure.AnnualRefreshRate,
    ];

    private static readonly Figure[] OfPeople =
    [
        Figure.PersonInPost, Figure.PersonExcludedNewcomer, Figure.PersonExcludedLeave, Figure.PersonExcludedNotYetInScope, Figure.PersonRequired, Figure.PersonCompleted,
        Figure.PersonAllCertified, Figure.PersonAnyCertified, Figure.PersonExpiringSoon, Figure.PersonExpired, Figure.PersonNeverCertified, Figure.PersonRevokedOrSuspended, Figure.PersonExempt,
        Figure.PersonEarlyCertified, Figure.PersonAnnualRequired, Figure.PersonRefreshedThisYear, Figure.PersonCompletionRate, Figure.PersonAllRate, Figure.PersonAnyRate,
        Figure.PersonAnnualRefreshRate,
    ];

    public static IReadOnlyList<ReportDefinition> Of(RateSelection selection)
    {
        var posts = new ReportDefinition
        {
            Figures = OfPosts, Rows = [FigureDimension.Street, FigureDimension.Role], Day = ReportDay.Fixed, FixedDay = selection.Day,
            Filter = new() { Lines = selection.Line is { } line ? [line] : [], Roles = selection.Scheme is { } role ? [role] : [] },
        };
        return [posts, posts with { Basis = CountBasis.Person, Figures = OfPeople }];
    }
}
