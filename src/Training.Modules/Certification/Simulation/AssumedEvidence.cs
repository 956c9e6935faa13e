using System.Globalization;
using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Simulation;

/// <summary>The least that somebody has to show on one day to meet a rule, and nothing beside it.</summary>
public static class AssumedEvidence
{
    /// <summary>What stands for training of one's own choice, which no rule names.</summary>
    private const string AnySubject = "ASSUMED-";

    /// <returns>Null when no such evidence could be made up, e.g. for hours that may come from one module only.</returns>
    public static IReadOnlyList<Proof>? Meeting(Rule rule, DateOnly on)
    {
        var proofs = new List<Proof>();
        Add(rule, on, proofs);
        return proofs.Count > 0 && rule.IsMet(new ProofTable(proofs).All, on) ? [.. proofs.OrderBy(p => p.Kind).ThenBy(p => p.Subject, StringComparer.Ordinal)] : null;
    }

    private static void Add(Rule rule, DateOnly on, List<Proof> proofs)
    {
        switch (rule)
        {
            case AllOf all:
                foreach (var part in all.Rules) Add(part, on, proofs);
                break;
            case SomeOf some:
                foreach (var part in some.Rules.Take(some.Count)) Add(part, on, proofs);
                break;
            case Shown shown:
                // The same thing counts once a day, so what is asked for several times is several things where it may be.
                for (var i = 0; i < shown.Times; i++) proofs.Add(new(shown.Kind, shown.Subject ?? Next(proofs), on) { Score = 100 });
                break;
            case ChangedModules changed:
                foreach (var code in changed.Modules) proofs.Add(new(RequirementKind.Module, code, on) { Score = 100 });
                break;
            case HoursOf hours:
                var rest = hours.Centihours(hours.AtLeast) - Quotas(hours, hours.Quotas, hours.Filter, on, proofs);
                if (rest > 0) proofs.Add(Hours(hours.Filter, rest, on, proofs));
                break;
        }
    }

    /// <returns>Hundredths of 学时 that were added.</returns>
    private static long Quotas(HoursOf rule, IReadOnlyList<Quota>? quotas, EvidenceFilter outer, DateOnly on, List<Proof> proofs)
    {
        var sum = 0L;
        foreach (var quota in quotas ?? [])
        {
            var filter = Both(outer, quota.Filter);
            var inner = Quotas(rule, quota.Quotas, filter, on, proofs);
            var rest = rule.Centihours(quota.AtLeast) - inner;
            if (rest > 0) proofs.Add(Hours(filter, rest, on, proofs));
            sum += inner + Math.Max(0, rest);
        }
        return sum;
    }

    private static Proof Hours(EvidenceFilter filter, long centihours, DateOnly on, List<Proof> proofs) => new(
        filter.Kinds?[0] ?? (filter.Strands is null && filter.Subjects is null ? RequirementKind.Outside : RequirementKind.Module),
        filter.Subjects?.FirstOrDefault(s => filter.Except?.Contains(s) != true) ?? (filter.Strands?[0] + Next(proofs)), on)
    {
        Centihours = (int)Math.Min(centihours, int.MaxValue), Category = filter.Categories?[0], Level = filter.Levels?[0], Topic = filter.Topics?[0], Score = 100,
    };

    private static string Next(List<Proof> proofs) => AnySubject + proofs.Count.ToString(CultureInfo.InvariantCulture);

    private static EvidenceFilter Both(EvidenceFilter outer, EvidenceFilter inner) => new()
    {
        Kinds = Both(outer.Kinds, inner.Kinds), Subjects = Both(outer.Subjects, inner.Subjects), Strands = Both(outer.Strands, inner.Strands),
        Categories = Both(outer.Categories, inner.Categories), Levels = Both(outer.Levels, inner.Levels), Topics = Both(outer.Topics, inner.Topics),
        Except = [.. outer.Except ?? [], .. inner.Except ?? []],
    };

    /// <summary>What fits both; nothing common leaves the inner one, and the check at the end refuses it.</summary>
    private static IReadOnlyList<T>? Both<T>(IReadOnlyList<T>? outer, IReadOnlyList<T>? inner) =>
        outer is null ? inner : inner is null ? outer : outer.Intersect(inner).ToList() is { Count: > 0 } common ? common : inner;
}
