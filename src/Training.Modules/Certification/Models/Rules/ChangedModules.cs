using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Training.Modules.Certification.Models.Rules;

/// <summary>
/// Only what changed since it was passed: each module with a major edition after the person's last proof is to be shown anew.
/// Looks at the whole ledger, since a new edition may have been learned before the renewal window opened.
/// </summary>
public sealed record ChangedModules : Rule
{
    [Description("这些模块里，通过以后又有重要更新的，要重新学"), Length(1, 60)]
    public required IReadOnlyList<string> Modules { get; init; }

    [Description("这些模块可否免修；不写按平台默认，红线模块 O02、R05、R06 任何时候都不可以")]
    public bool? Waivable { get; init; }

    /// <summary>Least score of a module: the pass mark of the scheme. What has no score is not asked for one.</summary>
    internal int? PassMark { get; init; }

    internal override bool IsSteady => false;

    internal override int MetOn(in LedgerView ledger) => throw new InvalidOperationException("A change of a module takes back what was met: the days must be gone through.");

    internal override bool Met(in LedgerView ledger, DateOnly day)
    {
        for (var i = 0; i < Modules.Count; i++)
            if (LatestChange(ledger.Table, Modules[i], day) is { } change && ProofSince(ledger.Table, Modules[i], change.On, day) is null) return false;
        return true;
    }

    internal override RuleResult Explain(in LedgerView ledger, DateOnly day)
    {
        var parts = new List<RuleResult>();
        foreach (var code in Modules)
        {
            if (LatestChange(ledger.Table, code, day) is not { } change) continue;
            var proof = ProofSince(ledger.Table, code, change.On, day);
            parts.Add(new()
            {
                Rule = Shown.Module(code) with { Basis = Basis, Label = Label, PassMark = PassMark }, IsMet = proof is not null, On = proof?.On,
                TooLow = proof is null ? BestBelow(ledger.Table, code, change.On, day) : null,
                Proofs = proof is { } p ? [p] : [], ChangedOn = change.On, ChangeNote = change.Note,
            });
        }
        var met = parts.TrueForAll(p => p.IsMet);
        return new() { Rule = this, IsMet = met, On = met ? RuleResult.Latest(parts) : null, Children = parts };
    }

    internal override bool Counts(in Proof proof)
    {
        if (proof.Kind != RequirementKind.Module) return false;
        for (var i = 0; i < Modules.Count; i++)
            if (Modules[i] == proof.Subject) return Stands(proof);
        return false;
    }

    internal override void AddLeaves(List<Requirement> leaves)
    {
        foreach (var code in Modules) leaves.Add(new(RequirementKind.Module, code, Basis) { Label = Label });
    }

    private static ModuleChange? LatestChange(ProofTable table, string code, DateOnly day)
    {
        ModuleChange? latest = null;
        for (var i = 0; i < table.Changes.Count; i++)
        {
            var change = table.Changes[i];
            if (change.ModuleCode == code && change.On <= day && (latest is null || change.On > latest.Value.On)) latest = change;
        }
        return latest;
    }

    private Proof? ProofSince(ProofTable table, string code, DateOnly from, DateOnly day)
    {
        var proofs = table.Proofs;
        for (var i = table.FirstFrom(from, 0, proofs.Length); i < proofs.Length && proofs[i].On <= day; i++)
            if (proofs[i].Kind == RequirementKind.Module && proofs[i].Subject == code && Stands(proofs[i])) return proofs[i];
        return null;
    }

    /// <summary>What was learned anew with too low a score, the best of it.</summary>
    private static Proof? BestBelow(ProofTable table, string code, DateOnly from, DateOnly day)
    {
        Proof? best = null;
        foreach (ref readonly var proof in table.Proofs)
            if (proof.On >= from && proof.On <= day && proof is { Kind: RequirementKind.Module, IsWaiver: false, Score: { } score } && proof.Subject == code
                && (best is null || score > best.Value.Score)) best = proof;
        return best;
    }

    private bool Stands(in Proof proof) => !proof.IsWaiver ? PassMark is not { } mark || proof.Score is not { } score || score >= mark : Waivers.Allows(proof.Subject, Waivable);
}
