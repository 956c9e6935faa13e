using Microsoft.EntityFrameworkCore;
using Training.Modules.Certificates.Models;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certificates.Services;

/// <summary>Everything that a stranger may learn of a certificate (domain/roles.md §4), and nothing else.</summary>
/// <param name="Holder">First character and two stars.</param>
/// <param name="Since">Day of the suspension or revocation.</param>
public sealed record PublicCertificate(string Holder, TrainingRole Role, CertificateState State, DateOnly ValidFrom, DateOnly ValidThrough, DateOnly? Since);

/// <summary>Answers the public question whether a certificate is genuine and valid today.</summary>
public sealed class Verification(TenantDb db, CertificateDesk desk, TimeProvider clock)
{
    /// <param name="typed">A number as people type it, or the code behind the QR code.</param>
    public async Task<PublicCertificate?> FindAsync(string typed, CancellationToken cancel)
    {
        var certificates = db.Set<Certificate>().AsNoTracking();
        Certificate? found;
        if (CertificateNumber.Parse(typed) is { } number) found = await certificates.FirstOrDefaultAsync(c => c.Number == number, cancel);
        else if (typed.Length == Ids.Length) found = await certificates.FirstOrDefaultAsync(c => c.VerifyCode == typed, cancel);
        else return null;
        if (found is null) return null;

        var history = await desk.WithEventsAsync(found, cancel);
        var today = clock.Today();
        var state = history.At(today);
        return new(HolderMask.Of(found.HolderName), found.Role, state, found.ValidFrom, found.ValidThrough,
            state is CertificateState.Suspended or CertificateState.Revoked ? CertificateStates.Latest(history.Events, today)?.EffectiveOn : null);
    }
}
