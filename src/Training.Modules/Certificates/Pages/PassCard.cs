using Training.Modules.Certificates.Drawing;
using Training.Modules.Certification.Models;

namespace Training.Modules.Certificates.Pages;

/// <summary>A certificate as a card on screen.</summary>
/// <param name="VerifyUrl">Behind the QR code; the code is hidden unless the certificate is valid.</param>
public sealed record PassCard(CertificateHistory History, DateOnly Today, string SiteName, string SiteSubName, string VerifyUrl)
{
    /// <summary>Days before the end from which the strip turns to the lamp's colour (domain/organisation.md §4, 即将到期).</summary>
    public const int SoonDays = 60;

    public Certificate Certificate => History.Certificate;
    public CertificateState State => History.At(Today);
    public int DaysLeft => Certificate.ValidThrough.DayNumber - Today.DayNumber;
    public bool IsSoon => State == CertificateState.Valid && DaysLeft <= SoonDays;

    /// <summary>A decision against the certificate that holds from a day to come; null = none.</summary>
    public CertificateEvent? Stop => State == CertificateState.Valid ? JointActions.Ahead(History, Today) : null;

    public DateOnly? Since => CertificateStates.Latest(History.Events, Today)?.EffectiveOn;

    public string StripClass => State switch
    {
        CertificateState.Valid => IsSoon || Stop is not null ? "soon" : "",
        CertificateState.Expired => "expired",
        CertificateState.NotYetValid => "",
        _ => "revoked",
    };

    public QrCode Qr { get; } = new(VerifyUrl);
}
