namespace Training.Modules.Certification.Models.Rules;

/// <summary>A fault of a rule.</summary>
/// <param name="Path">Where, as in a file: rules[2].quotas[0].filter.</param>
/// <param name="Message">Chinese: what is wrong and what to do.</param>
public sealed record RuleProblem(string Path, string Message);

/// <summary>Finds rules that cannot be meant: never met, always met, or counted in a way that depends on chance.</summary>
public static class RuleCheck
{
    /// <summary>How deep rules may stand inside each other.</summary>
    public const int MaxDepth = 6;

    public static IReadOnlyList<RuleProblem> Of(Rule rule)
    {
        var problems = new List<RuleProblem>();
        Visit(rule, "", 1, problems);
        if (problems.Count == 0 && CanBeVacuous(rule)) problems.Add(new("", "这一份可能什么都不用学就算满足，请至少加一条每次都要满足的要求。"));
        return problems;
    }

    /// <summary>Modules and scenarios that a rule names, with their places; what a hours rule excepts is not among them.</summary>
    public static IEnumerable<(string Path, RequirementKind Kind, string Subject)> Subjects(Rule rule, string path = "") => rule switch
    {
        AllOf all => all.Rules.SelectMany((r, i) => Subjects(r, $"{path}rules[{i}].")),
        SomeOf some => some.Rules.SelectMany((r, i) => Subjects(r, $"{path}rules[{i}].")),
        Shown { Subject: { } subject } shown => [($"{path}subject", shown.Kind, subject)],
        ChangedModules changed => changed.Modules.Select((m, i) => ($"{path}modules[{i}]", RequirementKind.Module, m)),
        _ => [],
    };

    /// <summary>True when the rule may be met with nothing shown at all.</summary>
    public static bool CanBeVacuous(Rule rule) => rule switch
    {
        AllOf all => all.Rules.All(CanBeVacuous),
        SomeOf some => some.Rules.Count(CanBeVacuous) >= some.Count,
        HoursOf hours => hours.AtLeast <= 0,
        ChangedModules => true,
        _ => false,
    };

    private static void Visit(Rule rule, string path, int depth, List<RuleProblem> problems)
    {
        if (depth > MaxDepth)
        {
            problems.Add(new(path, $"规则最多套 {MaxDepth} 层，请拆开写。"));
            return;
        }
        switch (rule)
        {
            case AllOf all:
                Children(all.Rules);
                break;
            case SomeOf some:
                if (some.Count > some.Rules.Count) problems.Add(new(path + "count", $"要满足 {some.Count} 条，可选的只有 {some.Rules.Count} 条。"));
                Children(some.Rules);
                break;
            case Shown shown:
                Check(shown);
                break;
            case HoursOf hours:
                if (hours.AtLeast <= 0) problems.Add(new(path + "atLeast", "至少要有一些学时，请写大于 0 的数。"));
                var quotas = new List<(string Path, Quota Quota, IReadOnlyList<EvidenceFilter> Within)>();
                Collect(hours.Quotas, path + "quotas", [hours.Filter], quotas);
                Quotas(hours, quotas);
                break;
            case ChangedModules changed when changed.Modules.Distinct().Count() < changed.Modules.Count:
                problems.Add(new(path + "modules", "有模块写了两次，请删去重复的。"));
                break;
            case ChangedModules { Waivable: true } changed when changed.Modules.FirstOrDefault(Waivers.IsRedLine) is { } redLine:
                problems.Add(new(path + "waivable", $"{redLine} 是红线模块，不可免修。"));
                break;
        }

        void Children(IReadOnlyList<Rule> rules)
        {
            if (rules.Count == 0) problems.Add(new(path + "rules", "里面没有要求，请至少写一条。"));
            var seen = new HashSet<(RequirementKind, string, int?)>();
            for (var i = 0; i < rules.Count; i++)
            {
                if (rules[i] is Shown { Subject: { } subject } one && !seen.Add((one.Kind, subject, one.MinScore)))
                    problems.Add(new($"{path}rules[{i}].subject", $"{subject} 写了两次。"));
                Visit(rules[i], $"{path}rules[{i}].", depth + 1, problems);
            }
        }

        void Check(Shown shown)
        {
            if (shown.Kind == RequirementKind.Hours) problems.Add(new(path + "kind", "学时要写成 HoursOf，不能写成 Shown。"));
            if (shown.Waivable == true && (shown.Kind != RequirementKind.Module || shown.Subject is null))
                problems.Add(new(path + "waivable", "只有写明代码的模块可以免修。"));
            else if (shown.Waivable == true && Waivers.IsRedLine(shown.Subject!)) problems.Add(new(path + "waivable", $"{shown.Subject} 是红线模块，不可免修。"));
            if (shown is { Times: > 1, Kind: RequirementKind.Module, Subject: not null }) problems.Add(new(path + "times", "同一个模块不用学几次，请去掉次数。"));
        }

        void Quotas(HoursOf hours, List<(string Path, Quota Quota, IReadOnlyList<EvidenceFilter> Within)> quotas)
        {
            if (quotas.Count > HoursOf.MaxQuotas) problems.Add(new(path + "quotas", $"限额最多 {HoursOf.MaxQuotas} 个。"));
            foreach (var (at, quota, _) in quotas)
            {
                if (quota.AtMost < quota.AtLeast) problems.Add(new(at + ".atMost", "最多的数比至少的数还小。"));
                if (quota is { AtLeast: <= 0, AtMost: null, Quotas: null }) problems.Add(new(at, "这一部分没有限额，请写 atLeast 或 atMost。"));
                if (quota.AtLeast > hours.AtLeast) problems.Add(new(at + ".atLeast", "这一部分要求的比总数还多。"));
            }
            // Two limits that overlap without one lying inside the other make the sum depend on the order of the evidence.
            var capped = quotas.Where(q => q.Quota.AtMost is not null).ToList();
            for (var i = 0; i < capped.Count; i++)
                for (var j = i + 1; j < capped.Count; j++)
                {
                    var (a, b) = (capped[i], capped[j]);
                    var nested = b.Path.StartsWith(a.Path + ".", StringComparison.Ordinal);
                    var apart = a.Within.Append(a.Quota.Filter).Any(x => b.Within.Append(b.Quota.Filter).Any(x.IsApartFrom));
                    if (!nested && !apart) problems.Add(new(b.Path + ".atMost", "两个“最多”管到了同一份证据，算出来会因先后而不同。请让它们互不重叠，或把一个写在另一个里面。"));
                }
        }
    }

    private static void Collect(
        IReadOnlyList<Quota>? quotas, string path, IReadOnlyList<EvidenceFilter> within, List<(string, Quota, IReadOnlyList<EvidenceFilter>)> found)
    {
        for (var i = 0; i < quotas?.Count; i++)
        {
            found.Add(($"{path}[{i}]", quotas[i], within));
            Collect(quotas[i].Quotas, $"{path}[{i}].quotas", [.. within, quotas[i].Filter], found);
        }
    }
}
