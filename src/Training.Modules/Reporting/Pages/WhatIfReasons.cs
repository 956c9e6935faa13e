using Training.Modules.Certification.Queries;
using Training.Modules.Reporting.Simulation;
using Training.Platform.Localization;

namespace Training.Modules.Reporting.Pages;

/// <summary>Why somebody loses or wins a certificate in a simulation, in words.</summary>
internal static class WhatIfReasons
{
    /// <summary>缺 R05、S1；选修课程还差 2 学时.</summary>
    public static string Reason(this Text text, WhatIfTurn turn)
    {
        if (!turn.Lapsed) return text["按现有记录已满足草案"];
        var codes = turn.Missing.Where(m => m.Short is null && m.Subject.Length > 0).Select(m => m.Subject).Distinct().ToList();
        var parts = turn.Missing.Where(m => m.Short is not null || m.Subject.Length == 0).Select(m => m.Short is { } less
            ? text["{0}还差 {1}", Name(m), text.Amount(less, m.Unit)] : text["缺 {0}", Name(m)]).ToList();
        if (codes.Count > 0) parts.Insert(0, text["缺 {0}", string.Join("、", codes)]);
        return parts.Count > 0 ? string.Join("；", parts) : text["证书到期，没有新的学习记录"];

        string Name(WhatIfMissing missing) => missing.Label ?? (missing.Subject.Length > 0 ? missing.Subject : text[RuleWords.TitleOf(missing.Kind)]);
    }

    /// <summary>因方案失证, 本来就会到期 …</summary>
    public static string Change(this Text text, WhatIfTurn turn) => text[WhatIfDefinitions.Of((turn.Lapsed, turn.ByDraft) switch
    {
        (true, true) => WhatIfChange.Lapsed,
        (false, true) => WhatIfChange.Gained,
        (true, false) => WhatIfChange.LapsedAnyway,
        _ => WhatIfChange.GainedAnyway,
    }).Name];
}
