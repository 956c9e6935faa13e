using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Training.Modules.Certification.Models.Rules;

/// <summary>Something was shown, so many times: a module, a scenario, an exam, a supervision meeting.</summary>
public sealed record Shown : Rule
{
    [Description("Module 模块；Scenario 情景；Exam 结业考试；Task 实操；Attendance 面授；Supervision 督导；SignOff 现场签认；Outside 外部培训；Completion 原系统的完成记录，只用于随历史数据导入的方案")]
    public required RequirementKind Kind { get; init; }

    [Description("模块代码、情景编号、考试代码等；不写表示任何一个"), RegularExpression("[A-Z][A-Z0-9-]{0,39}")]
    public string? Subject { get; init; }

    [Description("最低得分，百分比；不写表示通过即可"), Range(1, 100)]
    public int? MinScore { get; init; }

    [Description("早于多少个月的不再算，按完成那一天往前数；不写表示不限"), Range(1, 120)]
    public int? MaxAgeMonths { get; init; }

    [Description("要有几次；同一天同一项只算一次"), Range(1, 50)]
    public int Times { get; init; } = 1;

    [Description("换证时，上一次完成以后的都算，不只是换证窗口里的，例如有效期内的督导会")]
    public bool SinceLastCompletion { get; init; }

    [Description("可否免修；不写按平台默认：T、F 各模块和 R01、R02、R08 可以，红线模块 O02、R05、R06 任何时候都不可以")]
    public bool? Waivable { get; init; }

    /// <summary>Least score where the rule states none: the pass mark of the scheme. What has no score is not asked for one.</summary>
    internal int? PassMark { get; init; }

    /// <summary>Percent from which it counts; null = passed is enough.</summary>
    public int? LeastScore() => MinScore ?? PassMark;

    public static Shown Module(string code) => new() { Kind = RequirementKind.Module, Subject = code };

    public static Shown Scenario(string? id = null) => new() { Kind = RequirementKind.Scenario, Subject = id };

    /// <summary>True when a waiver is as good as evidence.</summary>
    internal bool MayBeWaived => Kind == RequirementKind.Module && Subject is { } code && Waivers.Allows(code, Waivable);

    internal override bool IsSteady => MaxAgeMonths is null;

    internal override bool ReachesBack => SinceLastCompletion;

    internal override Proof? Earliest(in LedgerView ledger) => base.Earliest(Counted(ledger));

    internal override int MetOn(in LedgerView ledger)
    {
        var counted = Counted(ledger);
        if (Times == 1) return First(counted, 0) is >= 0 and var at ? counted[at].On.DayNumber : Never;
        var found = 0;
        for (var i = 0; i < counted.Count; i++)
            if (Counts(counted[i]) && !SeenBefore(counted, i, 0) && ++found == Times) return counted[i].On.DayNumber;
        return Never;
    }

    internal override bool Met(in LedgerView ledger, DateOnly day)
    {
        var counted = Counted(ledger);
        var from = Oldest(counted, day);
        if (Times == 1) return First(counted, from) >= 0;
        var found = 0;
        for (var i = from; i < counted.Count; i++)
            if (Counts(counted[i]) && !SeenBefore(counted, i, from) && ++found == Times) return true;
        return false;
    }

    internal override RuleResult Explain(in LedgerView ledger, DateOnly day)
    {
        var counted = Counted(ledger);
        var from = Oldest(counted, day);
        var proofs = new List<Proof>();
        for (var i = from; i < counted.Count && proofs.Count < Times; i++)
            if (Counts(counted[i]) && !SeenBefore(counted, i, from)) proofs.Add(counted[i]);
        var met = proofs.Count == Times;
        var tooOld = !met && from > 0 ? Last(counted, from) : null;
        return new()
        {
            Rule = this, IsMet = met, On = met ? proofs[^1].On : null, Proofs = proofs,
            Amount = Times > 1 ? proofs.Count : null, Needed = Times > 1 ? Times : null, Unit = RuleUnit.Times,
            // Said only where it is the reason: it was shown, and it is too old.
            TooOld = tooOld,
            TooLow = met || tooOld is not null ? null : BestBelow(counted),
        };
    }

    internal override bool Counts(in Proof proof) =>
        proof.Kind == Kind && (Subject is null || proof.Subject == Subject)
        && (proof.IsWaiver ? MayBeWaived : HighEnough(proof));

    internal override void AddLeaves(List<Requirement> leaves) =>
        leaves.Add(new(Kind, Subject ?? "", Basis) { Label = Label, Times = Times, MinScore = MinScore });

    private LedgerView Counted(in LedgerView ledger) => SinceLastCompletion ? ledger.ReachingBack : ledger;

    /// <summary>Position of the first one that counts; −1 = none. With a subject by comparing numbers, not letters.</summary>
    private int First(in LedgerView ledger, int from)
    {
        if (Subject is null)
        {
            for (var i = from; i < ledger.Count; i++) if (Counts(ledger[i])) return i;
            return -1;
        }
        var key = Proof.KeyOf(Kind, Subject);
        for (var i = ledger.Find(key, from); i >= 0; i = ledger.Find(key, i + 1)) if (Counts(ledger[i])) return i;
        return -1;
    }

    private Proof? Last(in LedgerView ledger, int before)
    {
        for (var i = before - 1; i >= 0; i--) if (Counts(ledger[i])) return ledger[i];
        return null;
    }

    private bool HighEnough(in Proof proof) => MinScore is { } least ? proof.Score >= least : PassMark is not { } mark || proof.Score is not { } score || score >= mark;

    /// <summary>What was shown best and is below the least score; null when nothing was.</summary>
    private Proof? BestBelow(in LedgerView ledger)
    {
        Proof? best = null;
        for (var i = 0; i < ledger.Count; i++)
            if (ledger[i] is { IsWaiver: false, Score: { } score } proof && proof.Kind == Kind && (Subject is null || proof.Subject == Subject)
                && !HighEnough(proof) && (best is null || score > best.Value.Score)) best = proof;
        return best;
    }

    /// <summary>Position of the first evidence that is young enough on the day.</summary>
    private int Oldest(in LedgerView ledger, DateOnly day) => MaxAgeMonths is { } months ? ledger.FirstFrom(day.AddMonths(-months)) : 0;

    /// <summary>The same thing on the same day counts once; each recognised outside training is another.</summary>
    private bool SeenBefore(in LedgerView ledger, int at, int from)
    {
        if (ledger[at].Kind == RequirementKind.Outside) return false;
        for (var i = at - 1; i >= from && ledger[i].On == ledger[at].On; i--)
            if (ledger[i].Subject == ledger[at].Subject && Counts(ledger[i])) return true;
        return false;
    }
}
