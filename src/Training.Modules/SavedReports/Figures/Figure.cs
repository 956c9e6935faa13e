namespace Training.Modules.SavedReports.Figures;

/// <summary>What a report may show (domain/organisation.md §4). The names are stored in saved reports and told by the API: never rename.</summary>
public enum Figure
{
    InPost, ExcludedNewcomer, ExcludedLeave, ExcludedNotYetInScope, Excluded, Required, Exempt, Completed, Certified, ExpiringSoon, Expired, NeverCertified,
    RevokedOrSuspended, EarlyCertified, AnnualRequired, RefreshedThisYear, CompletionRate, CertificationRate, AnnualRefreshRate,
    PersonRequired, PersonAllCertified, PersonNotAllCertified, PersonAnyCertified, PersonAllRate, PersonAnyRate,
}

/// <summary>By what figures are broken down. The names are stored: never rename.</summary>
public enum FigureDimension { District, Street, Neighborhood, School, Line, Role, Scheme, SchoolKind, Tenure }

/// <summary>How long somebody has been in the post on the day. The names are stored: never rename.</summary>
public enum TenureBand { UnderThreeMonths, UnderOneYear, UnderThreeYears, UnderFiveYears, FiveYearsOrMore }
