using Training.Modules.Certification.Models.Rules;
using Training.Modules.Learning.Models;

namespace Training.Modules.Certification.Models;

/// <summary>
/// 核实无误，维持: two officers looked into a certificate that lost its basis (<see cref="LostBasis"/>) and it stands. Their decision covers
/// the corrections that were known to them; one that comes later and concerns the certificate asks the question anew.
/// </summary>
public static class KeptBasis
{
    /// <summary>True when it was decided that the certificate stands, and no correction since then concerns it.</summary>
    /// <param name="ledger">All rows of the person, those superseded among them.</param>
    public static bool Covers(CertificateHistory history, IReadOnlyList<DatedRules> schemes, IEnumerable<Evidence> ledger)
    {
        CertificateEvent? kept = null;
        foreach (var e in history.Events)
            if (e.Kind == CertificateEventKind.Kept && (kept is null || e.RecordedUtc >= kept.RecordedUtc)) kept = e;
        return kept is not null && !Concerning(history.Certificate, schemes, ledger).Any(row => !IsKnown(row, kept));
    }

    /// <summary>Corrections of rows that the rules of the certificate's version look at, up to its day of completion.</summary>
    public static IEnumerable<Evidence> Concerning(Certificate certificate, IReadOnlyList<DatedRules> schemes, IEnumerable<Evidence> ledger)
    {
        var rows = ledger.ToDictionary(e => e.Id);
        var rules = schemes.First(s => s.SchemeId == certificate.SchemeId).Rules;
        return rows.Values.Where(e => e.SupersedesId is not null && Chain(e).Any(Concerns)).OrderBy(e => e.Id);

        // A row that was moved to a later day before it was taken back had counted on its first.
        IEnumerable<Evidence> Chain(Evidence last)
        {
            for (Evidence? row = last; row is not null; row = row.SupersedesId is { } id ? rows.GetValueOrDefault(id) : null) yield return row;
        }

        bool Concerns(Evidence row) => Proof.Of(row) is { } proof && proof.On <= certificate.CompletedOn
            && (rules.Requirements.Counts(proof) || rules.Renewal.Paths.Any(p => p.Requirements.Counts(proof)));
    }

    /// <summary>By the order of the ledger; a decision that came with an import of facts, where rows have other numbers, by the moments.</summary>
    private static bool IsKnown(Evidence row, CertificateEvent kept) => kept.KnownThrough is { } last ? row.Id <= last : row.RecordedUtc <= kept.RecordedUtc;
}
