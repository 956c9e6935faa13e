using Training.Modules.Learning.Models;

namespace Training.Modules.Records.Models;

/// <summary>A row of the ledger with all its corrections, oldest first. The last one says what holds; the others stay readable for ever.</summary>
/// <param name="Rows">Never empty.</param>
public sealed record Chain(IReadOnlyList<Evidence> Rows)
{
    public Evidence First => Rows[0];

    /// <summary>What holds now; a withdrawal means that nothing counts.</summary>
    public Evidence Last => Rows[^1];

    public bool Withdrawn => Last.Kind == EvidenceKind.Withdrawn;

    /// <summary>What the row says beneath a withdrawal: the last one that counted.</summary>
    public Evidence Content => Rows.Last(r => r.Kind != EvidenceKind.Withdrawn);

    /// <summary>Recorded by the system by rule, not by a person.</summary>
    public bool ByRule => First.RecordedByUserId is null;

    /// <summary>All chains of one person's ledger, newest day first. A row whose corrected row is not there begins a chain of its own.</summary>
    public static IReadOnlyList<Chain> All(IEnumerable<Evidence> ledger)
    {
        var rows = ledger.OrderBy(r => r.Id).ToList();
        var next = rows.Where(r => r.SupersedesId is not null).GroupBy(r => r.SupersedesId!.Value).ToDictionary(g => g.Key, g => g.First());
        var known = rows.Select(r => r.Id).ToHashSet();
        var chains = new List<Chain>();
        foreach (var first in rows.Where(r => r.SupersedesId is not { } old || !known.Contains(old)))
        {
            var chain = new List<Evidence> { first };
            while (next.TryGetValue(chain[^1].Id, out var correction)) chain.Add(correction);
            if (chain.Exists(r => r.Kind != EvidenceKind.Withdrawn)) chains.Add(new(chain));
        }
        return [.. chains.OrderByDescending(c => c.Content.EffectiveOn).ThenByDescending(c => c.First.Id)];
    }

    /// <summary>The chain in which a row stands.</summary>
    public static Chain Of(IEnumerable<Evidence> ledger, string reference) => All(ledger).First(c => c.Rows.Any(r => r.Ref == reference));
}
