namespace Training.Modules.Certification.Models;

/// <summary>What a certificate is worth on a day.</summary>
public enum CertificateState { Valid, Suspended, Revoked, Expired, NotYetValid }

public static class CertificateStates
{
    /// <summary>The latest event that holds on the day decides; without one the dates do. The last day counts as valid.</summary>
    public static CertificateState At(this Certificate certificate, IEnumerable<CertificateEvent> events, DateOnly day) =>
        Latest(events, day)?.Kind switch
        {
            CertificateEventKind.Revoked => CertificateState.Revoked,
            CertificateEventKind.Suspended => CertificateState.Suspended,
            _ when day < certificate.ValidFrom => CertificateState.NotYetValid,
            _ when day > certificate.ValidThrough => CertificateState.Expired,
            _ => CertificateState.Valid,
        };

    /// <summary>The event that decides what it is worth on a day; of two with one effective day the one recorded later.</summary>
    public static CertificateEvent? Latest(IEnumerable<CertificateEvent> events, DateOnly day)
    {
        CertificateEvent? latest = null;
        foreach (var e in events)
            if (e.Kind.Decides() && e.EffectiveOn <= day && (latest is null || Order(e).CompareTo(Order(latest)) >= 0)) latest = e;
        return latest;

        static (DateOnly, DateTime, long) Order(CertificateEvent e) => (e.EffectiveOn, e.RecordedUtc, e.Id);
    }

    /// <summary>True for what changes the worth of a certificate; false for what only stands in its history.</summary>
    public static bool Decides(this CertificateEventKind kind) => kind is not (CertificateEventKind.RenewalOpened or CertificateEventKind.Kept);

    /// <summary>As the rules of progression see it.</summary>
    public static IssuedCertificate ForRules(this Certificate certificate, IEnumerable<CertificateEvent> events)
    {
        var last = Latest(events, DateOnly.MaxValue);
        DateOnly? opened = null;
        foreach (var e in events)
            if (e.Kind == CertificateEventKind.RenewalOpened && (opened is null || e.EffectiveOn < opened)) opened = e.EffectiveOn;
        return new(certificate.Id, certificate.SchemeId, certificate.CompletedOn, certificate.ValidFrom, certificate.ValidThrough,
            last?.Kind == CertificateEventKind.Revoked ? last.EffectiveOn : null, opened);
    }

    /// <summary>Chinese name, a source string for <see cref="Platform.Localization.Text"/>.</summary>
    public static string Title(this CertificateState state) => state switch
    {
        CertificateState.Valid => "有效",
        CertificateState.Suspended => "已暂停",
        CertificateState.Revoked => "已撤销",
        CertificateState.Expired => "已过期",
        _ => "尚未生效",
    };
}
