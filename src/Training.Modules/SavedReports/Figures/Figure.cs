namespace Training.Modules.SavedReports.Figures;

/// <summary>What a report may show (domain/organisation.md §4). The names are stored in saved reports and told by the API: never rename.</summary>
public enum Figure
{
    InPost, ExcludedNewcomer, ExcludedLeave, ExcludedNotYetInScope, Excluded, Required, Exempt, Completed, Certified, ExpiringSoon, Expired, NeverCertified,
    RevokedOrSuspended, EarlyCertified, AnnualRequired, RefreshedThisYear, CompletionRate, CertificationRate, AnnualRefreshRate,
    PersonInPost, PersonExcludedNewcomer, PersonExcludedLeave, PersonExcludedNotYetInScope, PersonExcluded, PersonRequired, PersonExempt, PersonCompleted,
    PersonAllCertified, PersonExpiringSoon, PersonNotAllCertified, PersonExpired, PersonNeverCertified, PersonRevokedOrSuspended, PersonAnyCertified, PersonEarlyCertified,
    PersonAnnualRequired, PersonRefreshedThisYear, PersonCompletionRate, PersonAllRate, PersonAnyRate, PersonAnnualRefreshRate,
}

/// <summary>By what figures are broken down. The names are stored: never rename.</summary>
public enum FigureDimension { District, Street, Neighborhood, School, Line, Role, Scheme, SchoolKind, Tenure }

/// <summary>How long somebody has been in the post on the day. The names are stored: never rename.</summary>
public enum TenureBand { UnderThreeMonths, UnderOneYear, UnderThreeYears, UnderFiveYears, FiveYearsOrMore }
