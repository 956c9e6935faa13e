using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;

namespace Training.Tests.Modules.Certification.Models;

/// <summary>Short ways to write rules, days and evidence.</summary>
internal static class Sample
{
    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static Proof Done(string subject, string iso) => new(KindOf(subject), subject, Day(iso));

    public static Shown Needs(string subject) => new() { Kind = KindOf(subject), Subject = subject };

    public static AllOf All(params IEnumerable<string> subjects) => new() { Rules = [.. subjects.Select(Needs)] };

    /// <summary>O02, R03 and S1; renewal O02 and R03; twelve months.</summary>
    public static DatedRules Scheme(
        string from = "2023-01-01", string? through = null, long id = 1, int version = 1, int months = 12, string[]? requirements = null, string[]? renewal = null) =>
        new(id, version, Day(from), through is null ? null : Day(through), new SchemeRules
        {
            Requirements = All(requirements ?? ["O02", "R03", "S1"]),
            Validity = Validity.OfMonths(months),
            Hours = 3.5m,
            Renewal = new() { Paths = RenewalRule.Always(All(renewal ?? ["O02", "R03"])) },
        }, "示范方案");

    public static readonly Proof[] All2025 = [Done("O02", "2025-03-01"), Done("R03", "2025-03-05"), Done("S1", "2025-03-03")];

    /// <summary>A certificate that continues what the rules say, as if issued on the day.</summary>
    public static IssuedCertificate Issue(this Completion completion, string? on = null, string? revokedOn = null)
    {
        var term = completion.TermIfIssued(on is null ? completion.On : Day(on));
        return new(1, completion.Scheme.SchemeId, completion.On, term.From, term.Through, revokedOn is null ? null : Day(revokedOn));
    }

    /// <summary>Completions of somebody who holds the role all along and gets each certificate on its day.</summary>
    public static IReadOnlyList<Completion> Lived(DatedRules scheme, ProofTable ledger, string asOf) =>
        [.. ExpectedCertificates.Of([scheme], ledger, [(Day("2000-01-01"), null)], Day(asOf)).Select(e => e.Completion)];

    private static RequirementKind KindOf(string subject) => subject.StartsWith('S') ? RequirementKind.Scenario : RequirementKind.Module;
}
