using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Exchange.Measures;

/// <summary>A share with both parts, and as it is shown (organisation.md §4: one decimal, "—" without anybody, never 100.0 or 0.0 by rounding).</summary>
public sealed record MeasureRate(int Numerator, int Denominator, string Percent)
{
    public static MeasureRate Of(Rate rate) => new(rate.Numerator, rate.Denominator, rate.Percent);
}

/// <summary>不计入, each with its own count.</summary>
public sealed record ExcludedMeasures(int Newcomer, int Leave, int NotYetInScope, int Total)
{
    public static ExcludedMeasures Of(RateCounts c) => new(c[Measure.ExcludedNewcomer], c[Measure.ExcludedLeave], c[Measure.ExcludedNotYetInScope], c.Excluded);
}

/// <summary>应训 = 持证 + 过期 + 未取证 + 撤销/暂停, and 在岗 = 应训 + 不计入.</summary>
public sealed record IdentityCheck(int Required, int CertifiedExpiredNeverRevoked, int InPost, int RequiredAndExcluded, bool Holds)
{
    public static IdentityCheck Of(RateCounts c) =>
        new(c.Required, c.Certified + c[Measure.Expired] + c[Measure.NeverCertified] + c[Measure.RevokedOrSuspended], c[Measure.InPost], c.Required + c.Excluded, c.AddsUp);
}

/// <summary>任职口径.</summary>
public sealed record AssignmentMeasures(
    int InPost, ExcludedMeasures Excluded, int Required, int Exempt, int Completed, int Certified, int ExpiringSoon, int Expired, int NeverCertified,
    int RevokedOrSuspended, int EarlyCertified, MeasureRate CompletionRate, MeasureRate CertificationRate, MeasureRate AnnualRefreshRate, IdentityCheck Identity)
{
    public static AssignmentMeasures Of(RateCounts c) => new(
        c[Measure.InPost], ExcludedMeasures.Of(c), c.Required, c[Measure.Exempt], c[Measure.Completed], c.Certified, c[Measure.ExpiringSoon], c[Measure.Expired],
        c[Measure.NeverCertified], c[Measure.RevokedOrSuspended], c[Measure.EarlyCertified], MeasureRate.Of(c.CompletionRate), MeasureRate.Of(c.CertificationRate),
        MeasureRate.Of(c.AnnualRefreshRate), IdentityCheck.Of(c));
}

/// <summary>人头口径: the same measures, each person once (docs/decisions/0016); certified = for all required posts.</summary>
public sealed record PersonMeasures(
    int InPost, ExcludedMeasures Excluded, int Required, int Exempt, int Completed, int AllCertified, int AnyCertified, int ExpiringSoon, int Expired, int NeverCertified,
    int RevokedOrSuspended, int EarlyCertified, MeasureRate CompletionRate, MeasureRate AllCertifiedRate, MeasureRate AnyCertifiedRate, MeasureRate AnnualRefreshRate,
    IdentityCheck Identity)
{
    public static PersonMeasures Of(RateCounts c) => new(
        c[Measure.InPost], ExcludedMeasures.Of(c), c.Required, c[Measure.Exempt], c[Measure.Completed], c.Certified, c[Measure.PersonAnyCertified], c[Measure.ExpiringSoon],
        c[Measure.Expired], c[Measure.NeverCertified], c[Measure.RevokedOrSuspended], c[Measure.EarlyCertified], MeasureRate.Of(c.CompletionRate),
        MeasureRate.Of(c.CertificationRate), MeasureRate.Of(c.AnyCertifiedRate), MeasureRate.Of(c.AnnualRefreshRate), IdentityCheck.Of(c));
}

public sealed record UnitMeasures(string Code, string Name, string Kind, AssignmentMeasures? Assignments, PersonMeasures? Persons);

/// <summary>A version in force on the day.</summary>
public sealed record SchemeInForce(string Role, int Version, string Title, DateOnly EffectiveFrom);

/// <summary>What was asked, as it was understood.</summary>
public sealed record MeasureFilter(string Level, string? Unit, string? Line, string? Role, string? Scheme, string Basis);

/// <summary>Every measure of a site on one day; printed as JSON.</summary>
/// <param name="Definition">Version of the definitions.</param>
/// <param name="Words">The definitions themselves.</param>
public sealed record MeasureAnswer(
    string Definition, MeasuresInWords Words, string Tenant, DateOnly Date, MeasureFilter Filter, IReadOnlyList<SchemeInForce> Schemes, IReadOnlyList<UnitMeasures> Units)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public bool Holds => Units.All(u => u.Assignments?.Identity.Holds != false && u.Persons?.Identity.Holds != false);

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
