using System.Globalization;
using Training.Modules.Certification.Explaining;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Queries;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Schemes.Editing;

/// <summary>One line of a scheme in words.</summary>
/// <param name="Key">The same line in another version has the same key.</param>
/// <param name="Depth">How far it is indented.</param>
public sealed record OutlineLine(string Key, int Depth, string Words);

/// <summary>A scheme in plain words: what is read before a decision, and compared between two versions.</summary>
public static class SchemeOutline
{
    public static IReadOnlyList<OutlineLine> Outline(this Text text, string title, SchemeRules rules, SchemeSubjects subjects)
    {
        var renewal = rules.Renewal;
        var lines = new List<OutlineLine>
        {
            new("title", 0, text["名称：{0}", title]),
            new("validity", 0, text["有效期：{0}依据：{1}。", text.ValidityWords(rules.Validity), text[rules.Validity.Basis.Title()]]),
            new("window", 0, renewal.Paths.Count == 0 ? text["不设换证，到期后全部重学。"] : text["换证：到期前 {0} 天起，到期后 {1} 天止。依据：{2}。", renewal.OpensDaysBefore, renewal.ClosesDaysAfter, text[renewal.Basis.Title()]]),
            new("transition", 0, text["新版施行后，已经开始的人还有 {0} 个月按这一版学完。", rules.TransitionMonths]),
            new("pass", 0, text["必修模块的知识检测和结业考试，{0} 分以上才算；要求里单独写了分数的，按那一条。", rules.PassPercent]),
            new("hours", 0, text["证书上写 {0} 学时。", WhyWords.Number(rules.Hours)]),
            new("r", 0, text["首次取证："]),
        };
        Parts(rules.Requirements, "r", 1);
        for (var i = 0; i < renewal.Paths.Count; i++)
        {
            var path = renewal.Paths[i];
            var key = string.Create(CultureInfo.InvariantCulture, $"p{path.FromCycle}/{path.EveryCycles}");
            if (lines.Exists(l => l.Key == key)) key += "#" + i.ToString(CultureInfo.InvariantCulture);
            lines.Add(new(key, 0, text["{0}（{1}）：", path.Title ?? text["换证"], path.EveryCycles switch
            {
                0 => text["只用于第 {0} 次换证", path.FromCycle],
                1 => text["第 {0} 次换证起，每次", path.FromCycle],
                _ => text["第 {0} 次换证起，每 {1} 次用一次", path.FromCycle, path.EveryCycles],
            }]));
            Parts(path.Requirements, key, 1);
        }
        return lines;

        void Parts(Rule rule, string key, int depth)
        {
            // The outermost “all of these” says nothing that its heading does not.
            if (rule is AllOf { Label: null } all && depth == 1) All(all.Rules, key, depth);
            else Add(rule, key, depth);
        }

        void All(IReadOnlyList<Rule> rules, string key, int depth)
        {
            foreach (var rule in rules) Add(rule, key, depth);
        }

        void Add(Rule rule, string outer, int depth)
        {
            var key = Free($"{outer}>{KeyOf(rule)}");
            lines.Add(new(key, depth, text["{0}，依据：{1}", text.SentenceOf(rule, subjects), text[rule.Basis.Title()]]));
            switch (rule)
            {
                case AllOf all: All(all.Rules, key, depth + 1); break;
                case SomeOf some: All(some.Rules, key, depth + 1); break;
                case HoursOf hours: Quotas(hours.Quotas, hours, key, depth + 1); break;
            }
        }

        void Quotas(IReadOnlyList<Quota>? quotas, HoursOf hours, string outer, int depth)
        {
            foreach (var quota in quotas ?? [])
            {
                var key = Free($"{outer}>{quota.Label ?? quota.Filter.Words()}");
                var unit = hours.HoursPerCredit is null ? RuleUnit.Hours : RuleUnit.Credits;
                var limits = new[] { quota.AtLeast > 0 ? text["至少 {0}", text.Amount(quota.AtLeast, unit)] : null, quota.AtMost is { } most ? text["最多 {0}", text.Amount(most, unit)] : null };
                lines.Add(new(key, depth, text["其中{0}：{1}", text.FilterWords(quota.Filter, quota.Label), string.Join(text["，"], limits.OfType<string>())]));
                Quotas(quota.Quotas, hours, key, depth + 1);
            }
        }

        string Free(string key)
        {
            var free = key;
            for (var i = 2; lines.Exists(l => l.Key == free); i++) free = string.Create(CultureInfo.InvariantCulture, $"{key}#{i}");
            return free;
        }
    }

    /// <summary>A rule in one line, without what stands below it.</summary>
    public static string SentenceOf(this Text text, Rule rule, SchemeSubjects subjects) => rule switch
    {
        AllOf all => text["{0}全部满足", all.Label is { } label ? label + text["："] : ""],
        SomeOf some => text["{0}下面 {1} 项里满足 {2} 项", some.Label is { } label ? label + text["："] : "", some.Rules.Count, some.Count],
        HoursOf hours => text["{0}：至少 {1}", text.FilterWords(hours.Filter, hours.Label ?? text["学时合计"]), text.Amount(hours.AtLeast, hours.HoursPerCredit is null ? RuleUnit.Hours : RuleUnit.Credits)]
            + (hours.HoursPerCredit is { } rate ? text["（{0} 学时折 1 学分）", WhyWords.Number(rate)] : "") + text.PeriodWords(hours),
        ChangedModules changed => text.WaivableWords(text["{0}通过以后有重要更新的重学：{1}", changed.Label is { } label ? label + text["："] : "", string.Join(text["、"], changed.Modules)], changed.Waivable),
        Shown shown => OfShown(text, shown, subjects),
        _ => "",
    };

    /// <summary>Name and what evidence it takes.</summary>
    public static string FilterWords(this Text text, EvidenceFilter filter, string? name)
    {
        var parts = new List<string>();
        Add(filter.Kinds?.Select(k => text[RuleWords.TitleOf(k)]), "");
        Add(filter.Levels, "");
        Add(filter.Categories, "");
        Add(filter.Topics, "");
        Add(filter.Strands, text["主线"]);
        Add(filter.Subjects, text["只算"]);
        Add(filter.Except, text["不算"]);
        return parts.Count == 0 ? name ?? text["任何学时"] : name is null ? string.Join(text["，"], parts) : text["{0}（{1}）", name, string.Join(text["，"], parts)];

        void Add(IEnumerable<string>? words, string before)
        {
            if (words is not null) parts.Add((before.Length > 0 ? before + " " : "") + string.Join(text["、"], words));
        }
    }

    private static string OfShown(Text text, Shown shown, SchemeSubjects subjects)
    {
        var kind = text[RuleWords.TitleOf(shown.Kind)];
        var name = shown.Subject is not { } code ? text["任何一个{0}", kind]
            : subjects.Titles.TryGetValue((shown.Kind, code), out var title) ? text["{0} {1}《{2}》", kind, code, title] : text["{0} {1}", kind, code];
        if (shown.Label is { } label) name = text["{0}（{1}）", label, name];
        if (shown.Times > 1) name = text["{0}，{1} 次", name, shown.Times];
        if (shown.MinScore is { } score) name = text["{0}，不低于 {1} 分", name, score];
        if (shown.MaxAgeMonths is { } months) name = text["{0}，{1} 个月以内的才算", name, months];
        name += text.PeriodWords(shown);
        return text.WaivableWords(name, shown.Waivable);
    }

    private static string WaivableWords(this Text text, string name, bool? waivable) =>
        waivable switch { true => text["{0}，可以免修", name], false => text["{0}，不可免修", name], _ => name };

    private static string KeyOf(Rule rule) => rule switch
    {
        Shown shown => $"{shown.Kind}:{shown.Subject}",
        _ => $"{rule.GetType().Name}:{rule.Label}",
    };
}

/// <summary>What one version says and the other does not.</summary>
/// <param name="Before">Null = new.</param>
/// <param name="After">Null = gone.</param>
public sealed record OutlineChange(string? Before, string? After)
{
    public static IReadOnlyList<OutlineChange> Between(IReadOnlyList<OutlineLine> before, IReadOnlyList<OutlineLine> after)
    {
        var old = before.ToDictionary(l => l.Key, l => l.Words);
        var keys = after.Select(l => l.Key).ToHashSet();
        return
        [
            .. after.Where(l => !old.TryGetValue(l.Key, out var words) || words != l.Words).Select(l => new OutlineChange(old.GetValueOrDefault(l.Key), l.Words)),
            .. before.Where(l => !keys.Contains(l.Key)).Select(l => new OutlineChange(l.Words, null)),
        ];
    }
}
