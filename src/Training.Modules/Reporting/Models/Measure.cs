namespace Training.Modules.Reporting.Models;

/// <summary>
/// What is counted (domain/organisation.md §4, IndicatorSpec v1), of assignments and, by <see cref="PersonState"/>, of people. Stored as
/// numbers: never renumber.
/// </summary>
public enum Measure : byte
{
    /// <summary>在岗.</summary>
    InPost = 1,

    /// <summary>不计入: less than three months in post.</summary>
    ExcludedNewcomer = 2,

    /// <summary>不计入: on a single leave of more than 30 days.</summary>
    ExcludedLeave = 3,

    /// <summary>不计入: the role has no scheme in force.</summary>
    ExcludedNotYetInScope = 4,

    /// <summary>免训, a part of <see cref="Required"/> (docs/decisions/0008).</summary>
    Exempt = 5,

    /// <summary>应训 = 持证 + 过期 + 未取证 + 撤销/暂停, on every day.</summary>
    Required = 6,

    /// <summary>已完成.</summary>
    Completed = 7,

    /// <summary>持证.</summary>
    Certified = 8,

    /// <summary>即将到期, a part of <see cref="Certified"/>.</summary>
    ExpiringSoon = 9,

    /// <summary>过期.</summary>
    Expired = 10,

    /// <summary>未取证.</summary>
    NeverCertified = 11,

    /// <summary>撤销/暂停.</summary>
    RevokedOrSuspended = 12,

    /// <summary>提前持证: certified while still excluded as a newcomer; in no rate.</summary>
    EarlyCertified = 13,

    /// <summary>本年已轮训: a completion between 1 January and the day; roles with an annual refresher only.</summary>
    RefreshedThisYear = 14,

    /// <summary>人头口径: somebody with at least one required assignment in the slice.</summary>
    PersonRequired = 21,

    /// <summary>全岗持证: certified for all required assignments in the slice.</summary>
    PersonAllCertified = 22,

    /// <summary>至少一岗持证.</summary>
    PersonAnyCertified = 23,

    /// <summary>应轮训: required in a role with an annual refresher. What <see cref="RefreshedThisYear"/> is a part of.</summary>
    AnnualRequired = 24,
}

/// <summary>
/// 任职口径 or 人头口径. Stored as numbers: never renumber. In a <see cref="RateKey"/> person basis says by how much people differ from
/// assignments: whoever has one post in a slice counts there once on both.
/// </summary>
public enum CountBasis : byte { Assignment = 1, Person = 2 }
