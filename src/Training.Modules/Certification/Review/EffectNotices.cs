using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Notifications;

namespace Training.Modules.Certification.Review;

/// <summary>Each morning: tells holders of what was confirmed for a later day and holds from today on.</summary>
internal sealed class EffectNotices(TenantDb db, CertificateDesk desk, INotifier notifier, TimeProvider clock) : IRecurringJob
{
    public const int AtOnce = 100;

    public string Name => "certificates.effect-notices";
    public string Title => "通知证书处理生效";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.Hour < 7 ? null : DateOnly.FromDateTime(chinaNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="state">Number told so far.</param>
    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var today = clock.Today();
        var told = int.TryParse(state, CultureInfo.InvariantCulture, out var before) ? before : 0;
        var due = await (from p in db.Set<CertificateProposal>().AsNoTracking()
                         join c in db.Set<Certificate>().AsNoTracking() on p.CertificateId equals c.Id
                         join person in db.Set<Person>().AsNoTracking() on c.PersonId equals person.Id
                         where p.Decision == ProposalDecision.Confirmed && p.EffectNotifiedUtc == null && p.EffectiveOn <= today
                         orderby p.Id
                         select new { p, c, person.UserId }).Take(AtOnce).ToListAsync(cancel);
        var written = await desk.WrittenAsync([.. due.Select(d => d.c.PersonId).Distinct()], cancel);
        await notifier.NotifyAsync([.. due.Where(d => d.UserId is not null).Select(d => ReviewNotices.Of(d.p, d.c, written[d.p.Id], d.UserId!.Value, today))], cancel);
        var ids = due.Select(d => d.p.Id).ToList();
        var now = clock.UtcNow();
        await db.Set<CertificateProposal>().Where(p => ids.Contains(p.Id)).ExecuteUpdateAsync(s => s.SetProperty(p => p.EffectNotifiedUtc, now), cancel);
        told += due.Count;
        return new(told.ToString(CultureInfo.InvariantCulture), told, null, due.Count < AtOnce);
    }
}
