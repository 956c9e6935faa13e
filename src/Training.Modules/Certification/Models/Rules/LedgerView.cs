using Training.Modules.Learning.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models.Rules;

/// <summary>
/// A person's evidence in the order of days, with the changes of modules that concern everybody and, for one role, the days on which it is
/// held. Built once, read many times.
/// </summary>
public sealed class ProofTable
{
    public static readonly ProofTable Empty = new([]);

    private readonly Proof[] _proofs;
    private readonly int[] _keys;
    private readonly (DateOnly Start, DateOnly? End)[]? _held;

    /// <param name="proofs">In any order.</param>
    public ProofTable(IEnumerable<Proof> proofs, IReadOnlyList<ModuleChange>? changes = null) : this([.. proofs], changes ?? [])
    {
    }

    private ProofTable(Proof[] owned, IReadOnlyList<ModuleChange> changes)
    {
        _proofs = owned;
        Changes = changes;
        for (var i = 1; i < _proofs.Length; i++)
            if (Order(_proofs[i - 1], _proofs[i]) > 0)
            {
                Array.Sort(_proofs, (a, b) => Order(a, b));
                break;
            }
        _keys = new int[_proofs.Length];
        for (var i = 0; i < _keys.Length; i++) _keys[i] = Proof.KeyOf(_proofs[i].Kind, _proofs[i].Subject);
    }

    private ProofTable(ProofTable same, (DateOnly Start, DateOnly? End)[]? held) =>
        (_proofs, _keys, Changes, Rows, _held) = (same._proofs, same._keys, same.Changes, same.Rows, held);

    /// <summary>The same evidence for a role that is held on these days, both ends inclusive; null ends are open. Costs nothing.</summary>
    public ProofTable HeldOn(IEnumerable<(DateOnly Start, DateOnly? End)> held) => new(this, [.. held]);

    /// <summary>Days on which the role is held; null where nobody said: it is then taken to be held all along.</summary>
    internal IReadOnlyList<(DateOnly Start, DateOnly? End)>? Held => _held;

    /// <summary>First day from which on the role is held without a gap up to a day (<see cref="RoleDuty"/>); null when it is not held that day.</summary>
    internal DateOnly? HeldSince(DateOnly day)
    {
        if (_held is null) return DateOnly.MinValue;
        foreach (var (start, end) in _held)
            if (start <= day && (end is null || day <= end)) return RoleDuty.Of(start, _held).Since;
        return null;
    }

    /// <summary>Of an array that nobody else keeps: a million ledgers need not be copied.</summary>
    internal static ProofTable Owning(Proof[] proofs, IReadOnlyList<ModuleChange> changes) => new(proofs, changes);

    /// <summary>The same with more evidence of one day, which then need not be sorted as a rule.</summary>
    internal ProofTable With(IReadOnlyList<Proof> more)
    {
        var at = more.Count == 0 ? 0 : FirstAfter(more[0].On, 0, _proofs.Length);
        var proofs = new Proof[_proofs.Length + more.Count];
        _proofs.AsSpan(0, at).CopyTo(proofs);
        for (var i = 0; i < more.Count; i++) proofs[at + i] = more[i];
        _proofs.AsSpan(at).CopyTo(proofs.AsSpan(at + more.Count));
        return new(new ProofTable(proofs, Changes), _held);
    }

    public ReadOnlySpan<Proof> Proofs => _proofs;

    /// <summary>Major editions of modules, in any order.</summary>
    public IReadOnlyList<ModuleChange> Changes { get; }

    /// <summary>The rows behind the proofs, where they are at hand: a simulation keeps the days only.</summary>
    public IReadOnlyList<Evidence> Rows { get; init; } = [];

    /// <summary>For the few questions that days do not answer; looked for one by one.</summary>
    internal Evidence? RowOf(in Proof proof)
    {
        foreach (var row in Rows)
            if (row.Id == proof.EvidenceId && row.Id != 0) return row;
        return null;
    }

    /// <summary>Everything that was ever shown.</summary>
    public LedgerView All => new(this, 0, _proofs.Length);

    /// <summary>What counts between two days, both inclusive; null = no limit.</summary>
    /// <param name="since">First day that counts for rules that reach back before <paramref name="from"/>; null = none does.</param>
    public LedgerView Within(DateOnly? from, DateOnly? through, DateOnly? since = null)
    {
        var first = from is { } f ? FirstFrom(f, 0, _proofs.Length) : 0;
        var back = since is { } s && s < from ? FirstFrom(s, 0, first) : first;
        return new(this, first, through is { } t ? Math.Max(first, FirstAfter(t, first, _proofs.Length)) : _proofs.Length, back);
    }

    internal ReadOnlySpan<int> Keys => _keys;

    /// <summary>Position of the first evidence on or after a day.</summary>
    internal int FirstFrom(DateOnly day, int low, int high)
    {
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_proofs[middle].On < day) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    internal int FirstAfter(DateOnly day, int low, int high)
    {
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_proofs[middle].On <= day) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static int Order(in Proof a, in Proof b)
    {
        var byDay = a.On.CompareTo(b.On);
        if (byDay != 0) return byDay;
        var byRow = a.EvidenceId.CompareTo(b.EvidenceId);
        if (byRow != 0) return byRow;
        // Rows that are not stored yet still need one order, so that the same ledger always gives the same answer.
        // As numbers: comparing enums boxes them.
        var byKind = ((byte)a.Kind).CompareTo((byte)b.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(a.Subject, b.Subject);
    }
}

/// <summary>The evidence of a table that counts: a run of days. Costs nothing to make.</summary>
public readonly struct LedgerView
{
    private readonly int _low, _high, _back;

    internal LedgerView(ProofTable table, int low, int high) : this(table, low, high, low)
    {
    }

    /// <param name="back">Where rules that reach back begin: <paramref name="low"/> or before it.</param>
    internal LedgerView(ProofTable table, int low, int high, int back) => (Table, _low, _high, _back) = (table, low, high, back);

    public ProofTable Table { get; }

    public int Count => _high - _low;

    public ref readonly Proof this[int index] => ref Table.Proofs[_low + index];

    /// <summary>The same up to and including a day.</summary>
    public LedgerView Until(DateOnly day)
    {
        if (_high > _back && Table.Proofs[_high - 1].On <= day) return this;
        var high = Table.FirstAfter(day, _back, _high);
        return new(Table, Math.Min(_low, high), high, _back);
    }

    /// <summary>With what was shown since the last completion, before the window of a renewal opened.</summary>
    internal LedgerView ReachingBack => new(Table, _back, _high);

    /// <summary>The same from a day on.</summary>
    internal LedgerView From(DateOnly day) => new(Table, _low + FirstFrom(day), _high);

    /// <summary>The first evidence that counts for any part of a rule.</summary>
    public Proof? Earliest(Rule rule) => rule.Earliest(this);

    /// <summary>Position of the first evidence on or after a day; <see cref="Count"/> when there is none.</summary>
    internal int FirstFrom(DateOnly day) => Table.FirstFrom(day, _low, _high) - _low;

    /// <summary>Position of the next evidence of a key (<see cref="Proof.KeyOf"/>), from a position on; −1 = none.</summary>
    internal int Find(int key, int from)
    {
        if (from >= Count) return -1;
        var at = Table.Keys[(_low + from).._high].IndexOf(key);
        return at < 0 ? -1 : at + from;
    }
}
