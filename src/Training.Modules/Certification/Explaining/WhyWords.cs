using System.Globalization;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Review;
using Training.Modules.People.Models;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Explaining;

/// <summary>Says a standing, a day and a rule in plain words.</summary>
public static class WhyWords
{
    /// <summary>The state in one sentence. For the person: “你”; for officers the sentences need no subject.</summary>
    public static string Sentence(this Text text, RoleWhy why, DateOnly today)
    {
        var standing = why.Standing;
        if (text.RenewalWaiting(standing, why.Refusal is not null) is { } renewed) return renewed;
        return standing.State switch
        {
            StandingState.NotStarted or StandingState.InProgress => why.Due is not { } due ? text["还没有持证，现在也不用取得。"]
                : why.IsOverdue ? text["还没有持证，已逾期 {0} 天。", today.DayNumber - due.DayNumber]
                : text["还没有持证，最晚{0}取得，还有 {1} 天。", text.Date(due), due.DayNumber - today.DayNumber],
            StandingState.Completed => text["要求已在{0}全部满足，马上按规则发证。", text.Date(standing.Awaiting!.On)],
            StandingState.AwaitingApproval when why.Refusal is not null => text["要求已在{0}全部满足，审核没有通过。", text.Date(standing.Awaiting!.On)],
            StandingState.AwaitingApproval => text["要求已在{0}全部满足，等发证单位审核。", text.Date(standing.Awaiting!.On)],
            StandingState.InRenewalWindow when standing.MayRenew => text["持证，有效至{0}，现在可以换证。", text.Date(standing.LastValidDay!.Value)],
            StandingState.Certified or StandingState.InRenewalWindow => text["持证，有效至{0}。", text.Date(standing.LastValidDay!.Value)],
            StandingState.Expired => text["证书已在{0}到期，现在不算持证。", text.Date(standing.ValidThrough!.Value)],
            StandingState.Suspended => text["证书从{0}起暂停，现在不算持证。", text.Date(standing.Since!.Value)],
            _ => text["证书从{0}起撤销，现在不算持证。", text.Date(standing.Since!.Value)],
        };
    }

    /// <summary>That the training is not open to the street yet, and what this means; null where it is open.</summary>
    public static string? OpeningSentence(this Text text, DateOnly opens, DateOnly today) => opens <= today ? null
        : opens == StreetOpening.NotYet ? text["课程还没有向所在的街镇开放，在这以前不计入应训。先学也可以，学过的都算。"]
        : text["课程{0}起向所在的街镇开放，在这以前不计入应训。先学也可以，学过的都算。", text.Date(opens)];

    /// <summary>What somebody who renewed in time waits for; null for everybody else.</summary>
    public static string? RenewalWaiting(this Text text, RoleStanding standing, bool refused) => !standing.RenewalWaits ? null
        : refused ? text["换证的要求已在{0}完成，审核没有通过。旧证到{1}仍有效。", text.Date(standing.Awaiting!.On), text.Date(standing.LastValidDay!.Value)]
        : standing.ByPerson ? text["换证的要求已在{0}完成，等发证单位审核。旧证到{1}仍有效。", text.Date(standing.Awaiting!.On), text.Date(standing.LastValidDay!.Value)]
        : text["换证的要求已在{0}完成，马上按规则发新证。旧证到{1}仍有效。", text.Date(standing.Awaiting!.On), text.Date(standing.LastValidDay!.Value)];

    /// <summary>What was decided against a certificate for a day to come; null when nothing was.</summary>
    public static string? StopSentence(this Text text, RoleStanding standing) => standing.Stop is not { } stop ? null
        : standing.State == StandingState.Suspended ? text["已决定自{0}起撤销。", text.Date(stop.EffectiveOn)]
        : stop.Kind == CertificateEventKind.Revoked ? text["已决定自{0}起撤销，从那天起不算持证。", text.Date(stop.EffectiveOn)]
        : text["已决定自{0}起暂停，从那天起不算持证。", text.Date(stop.EffectiveOn)];

    /// <summary>Why something was done to a certificate.</summary>
    public static string Reason(this Text text, CertificateEvent e) => text["理由：{0}", e.Code is { } code ? text["{0}。{1}", text[code.Title()], e.Reason] : e.Reason];

    /// <summary>What is missing, in one sentence; null when nothing is, or nothing counts yet.</summary>
    public static string? MissingSentence(this Text text, RoleWhy why, DateOnly today)
    {
        if (why.Rules is not { IsMet: false } rules || why.Standing.RenewalWaits) return null;
        if (why.IsAhead(today) && !why.Standing.MayRenew) return text["{0}起要重新学完全部要求，到时候学的才算。", text.Date(why.Standing.Open!.CountsFrom!.Value)];
        if (why.IsAhead(today) && why.Standing.Open!.ReachesBack) return text["{0}起可以换证，还差 {1} 项。写明“上次完成以后”的，现在学的就算。", text.Date(why.Standing.Open.CountsFrom!.Value), rules.Missing];
        if (why.IsAhead(today)) return text["现在不用做什么。{0}起可以换证，到时候学的才算。", text.Date(why.Standing.Open!.CountsFrom!.Value)];
        return why.Standing.Open!.IsRenewal ? text["换证还差 {0} 项，见下面。", rules.Missing] : text["还差 {0} 项，见下面。", rules.Missing];
    }

    public static string Title(this TimelineKind kind) => kind switch
    {
        TimelineKind.DutyBegan => "开始任职",
        TimelineKind.DutyResumed => "重新任职",
        TimelineKind.DueFirst => "最晚取得证书",
        TimelineKind.Completed => "全部要求满足",
        TimelineKind.LastIssue => "最晚发证",
        TimelineKind.ValidFrom => "证书生效",
        TimelineKind.WindowOpens => "可以换证",
        TimelineKind.ValidThrough or TimelineKind.ValidThroughIfReinstated => "证书最后一天",
        TimelineKind.WindowCloses => "补换最后一天",
        TimelineKind.Suspended => "证书暂停",
        TimelineKind.Revoked => "证书撤销",
        TimelineKind.UpdateDue => "强制更新截止",
        TimelineKind.Opens => "课程开放",
        _ => "旧版最后一天",
    };

    /// <summary>What happens on or from that day.</summary>
    public static string Meaning(this Text text, TimelineStep step) => step.Kind switch
    {
        TimelineKind.DutyBegan => text["新任有 {0} 个月学完。", RoleDuty.GraceMonths],
        TimelineKind.DutyResumed => text["这次任职距上次离岗不到半年，没有新的 {0} 个月，请尽快学完。", RoleDuty.GraceMonths],
        TimelineKind.DueFirst => text["过了这一天还没有证书，就算逾期。"],
        TimelineKind.Completed => text["当天发证的话，有效至{0}。", text.Date(step.Then!.Value)],
        TimelineKind.LastIssue => text["过了这一天还没有发证，要重新学完。"],
        TimelineKind.ValidFrom => text["从这一天起算持证。"],
        TimelineKind.WindowOpens => text["从这一天起学的算换证。早换不吃亏：新证接着旧证，有效至{0}。", text.Date(step.Then!.Value)],
        TimelineKind.ValidThrough => text["这一天仍然有效，第二天起算过期。"],
        TimelineKind.ValidThroughIfReinstated => text["到时已经恢复的，这一天仍然有效；第二天起算过期。"],
        TimelineKind.WindowCloses => text["过期后到这一天，仍按换证的要求学；新证从发证那天算，中间不算持证。再晚就要全部重学。"],
        TimelineKind.Suspended => text["从这一天起不算持证，恢复以后才算。"],
        TimelineKind.Revoked => text["从这一天起不算持证。要重新学完全部要求，由发证单位审核。"],
        TimelineKind.Opens => text["课程从这一天起向所在的街镇开放，以前不计入应训。"],
        TimelineKind.UpdateDue => text["最晚这一天当天重学模块 {0}，不然第二天起证书暂停；学完自动恢复。", step.Subject],
        _ => text["已经按旧版开始学的，最晚学到这一天；以后按新版。"],
    };

    /// <summary>How validity is counted: a choice of the scheme, said as such.</summary>
    public static string ValidityWords(this Text text, Validity validity)
    {
        var length = validity.Unit switch
        {
            ValidityUnit.Months => text["{0} 个月", validity.Count],
            ValidityUnit.Years => text["{0} 年", validity.Count],
            ValidityUnit.EndOfMonth => text["满 {0} 个月，到那个月的最后一天", validity.Count],
            _ when validity.Count == 0 => text["到当年的 12 月 31 日"],
            _ => text["满 {0} 年，到那一年的 12 月 31 日", validity.Count],
        };
        return validity.From == ValidityStart.Issue ? text["从发证那天起，{0}。", length] : text["从学完那天起，{0}。", length];
    }

    /// <summary>依据: only <see cref="Basis.Policy"/> may be called a policy.</summary>
    public static string Title(this Basis basis) => basis switch
    {
        Basis.Policy => "政策规定",
        Basis.DistrictRule => "本区规定",
        _ => "平台默认",
    };

    /// <summary>Name of a line of the tree.</summary>
    public static string NameOf(this Text text, RuleResult result, WhyFacts facts)
    {
        if (result.Quota is not null) return text["其中{0}，至少 {1}", Dotted(result.Name), text.Amount(result.Needed ?? 0, result.Unit)];
        return result.Rule switch
        {
            AllOf all => all.Label ?? text["下面每一项都要满足"],
            SomeOf some => text["{0}下面 {1} 项里满足 {2} 项", some.Label is { } label ? label + text["："] : "", some.Rules.Count, some.Count],
            ChangedModules changed => changed.Label ?? text["通过以后有重要更新的模块，重新学"],
            HoursOf hours => text["{0}，至少 {1}", string.IsNullOrEmpty(result.Name) ? text["选修课程"] : Dotted(result.Name), text.Amount(hours.AtLeast, result.Unit)] + text.PeriodWords(hours),
            Shown shown => OfShown(text, shown, facts),
            _ => "",
        };
    }

    /// <summary>区级 家庭教育指导 → 区级·家庭教育指导.</summary>
    public static string Dotted(string? name) => (name ?? "").Replace(' ', '·');

    /// <summary>“还差 2 学分：区级·家庭教育指导”: what is short of an amount, the innermost; empty when it is only yes or no.</summary>
    public static IEnumerable<string> ShortWords(this Text text, RuleResult result) => result switch
    {
        { IsMet: false, Rule: Shown { Times: > 1 }, Short: { } times } => [text["还差 {0}", text.Amount(times, RuleUnit.Times)]],
        { Quota: null, Rule: HoursOf } => result.Shortfalls().Where(r => r.Short > 0).Select(r => string.IsNullOrEmpty(r.Name)
            ? text["还差 {0}", text.Amount(r.Short!.Value, r.Unit)]
            : text["还差 {0}：{1}", text.Amount(r.Short!.Value, r.Unit), Dotted(r.Name)]),
        _ => [],
    };

    /// <summary>How much there is: 3 学时, 1 学分.</summary>
    public static string AmountOf(this Text text, RuleResult result) => text.Amount(result.Amount ?? 0, result.Unit);

    /// <summary>What a piece of evidence is about.</summary>
    public static string SubjectOf(this Text text, Proof proof, WhyFacts facts) => facts.Titles.TryGetValue((proof.Kind, proof.Subject), out var title)
        ? text["{0}《{1}》", text[RuleWords.TitleOf(proof.Kind)], title]
        : text["{0} {1}", text[RuleWords.TitleOf(proof.Kind)], proof.Subject];

    /// <summary>Number with at most two decimals.</summary>
    public static string Number(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);

    private static string OfShown(Text text, Shown shown, WhyFacts facts)
    {
        var name = text.NameOf(shown.Leaves[0], facts.TitleOf);
        if (shown is { Kind: RequirementKind.Exam or RequirementKind.Task, Label: null, Subject: { } code })
            name = text["{0}《{1}》", text[RuleWords.TitleOf(shown.Kind)], facts.Titles.GetValueOrDefault((shown.Kind, code)) ?? code];
        if (shown.Times > 1) name = text["{0}，{1} 次", name, shown.Times];
        if (shown.MinScore is { } score) name = text["{0}，不低于 {1} 分", name, score];
        return (shown.MaxAgeMonths is { } months ? text["{0}，{1} 个月以内的才算", name, months] : name) + text.PeriodWords(shown);
    }
}
