namespace Training.Modules.Certification.Models;

/// <summary>What may be done to a certificate, and why not (domain/roles.md §4: reason, author, effective day; nothing is deleted).</summary>
public static class CertificateActions
{
    public const int ReasonMin = 4, ReasonMax = 200;

    /// <summary>How far ahead an action may take effect, days.</summary>
    public const int AheadDays = 366;

    /// <summary>Actions that make sense now, in the order of the form.</summary>
    /// <param name="inDoubt">It is on the list of those that lost their basis.</param>
    public static IReadOnlyList<CertificateEventKind> Possible(CertificateHistory history, bool inDoubt = false) =>
        CertificateStates.Latest(history.Recorded, DateOnly.MaxValue)?.Kind switch
        {
            CertificateEventKind.Revoked => [],
            CertificateEventKind.Suspended => [CertificateEventKind.Reinstated, CertificateEventKind.Revoked],
            _ when inDoubt => [CertificateEventKind.Kept, CertificateEventKind.Suspended, CertificateEventKind.Revoked],
            _ => [CertificateEventKind.Suspended, CertificateEventKind.Revoked],
        };

    /// <param name="inDoubt">It is on the list of those that lost their basis.</param>
    /// <param name="afterAppeal">A revocation is taken back by an upheld appeal only, and then from its own first day.</param>
    /// <returns>Chinese message that says what to do; null when it may be done.</returns>
    public static string? Refuse(CertificateHistory history, CertificateEventKind kind, DateOnly effectiveOn, string reason, DateOnly today, bool afterAppeal = false, bool inDoubt = false)
    {
        if (!Possible(history, inDoubt).Contains(kind) && !(afterAppeal && kind == CertificateEventKind.Reinstated && Possible(history).Count == 0)) return kind switch
        {
            CertificateEventKind.Reinstated => "这张证书没有暂停，不用恢复。",
            CertificateEventKind.Suspended => "这张证书已经暂停或撤销，不能再暂停。",
            CertificateEventKind.Kept when !inDoubt => "这张证书不在“依据有变的证书”里，不用维持。",
            CertificateEventKind.Kept => "这张证书已经暂停，请先恢复，再维持。",
            _ => "这张证书已经撤销。",
        };
        if (reason.Trim().Length < ReasonMin || (reason.Trim().Length > ReasonMax && !afterAppeal)) return "请写明理由，4 到 200 个字，不写孩子的信息。";
        if (effectiveOn < history.Certificate.IssuedOn) return "生效日不能早于发证日期，请改晚一些。";
        if (effectiveOn > today.AddDays(AheadDays)) return "生效日最多晚于今天一年，请改早一些。";
        if (kind.Decides() && CertificateStates.Latest(history.Recorded, DateOnly.MaxValue) is { } last && effectiveOn < last.EffectiveOn)
            return "生效日不能早于上一次处理的生效日，请改晚一些。";
        return null;
    }

    public static string Title(this CertificateEventKind kind) => kind switch
    {
        CertificateEventKind.Suspended => "暂停",
        CertificateEventKind.Reinstated => "恢复",
        CertificateEventKind.RenewalOpened => "换证提前开放",
        CertificateEventKind.Kept => "维持",
        _ => "撤销",
    };
}
