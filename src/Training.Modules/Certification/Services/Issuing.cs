using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Settings;

namespace Training.Modules.Certification.Services;

/// <summary>Issues the certificates for which a person's completions wait.</summary>
public sealed class Issuing
{
    private readonly TenantDb _db;
    private readonly Numbering _numbering;
    private readonly PersonFactsQuery _facts;
    private readonly SchemeTable _schemes;
    private readonly SettingsStore _settings;
    private readonly PeopleDirectory _people;
    private readonly CertificateTemplates _templates;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;
    private readonly Refusals _refusals;
    private readonly Events _events;

    private static readonly IReadOnlyDictionary<(TrainingRole, DateOnly), IssueRefusal> NoRefusals = new Dictionary<(TrainingRole, DateOnly), IssueRefusal>();

    public Issuing(TenantDb db, PersonFactsQuery facts, SchemeTable schemes, SettingsStore settings, PeopleDirectory people,
        CertificateTemplates templates, Refusals refusals, Events events, AuditLog audit, TimeProvider clock)
    {
        (_db, _facts, _schemes, _settings, _people, _templates, _refusals, _events, _audit, _clock) = (db, facts, schemes, settings, people, templates, refusals, events, audit, clock);
        _numbering = new Numbering(db);
    }

    /// <summary>Within the caller's transaction.</summary>
    /// <param name="approved">Day of the completion on which somebody with the right to issue has decided, also after a suspension or revocation; null = by rule.</param>
    /// <returns>The certificates issued now.</returns>
    public async Task<IReadOnlyList<Certificate>> IssueAsync(long personId, IReadOnlyCollection<TrainingRole> roles, DateOnly? approved, CancellationToken cancel)
    {
        var today = _clock.Today();
        var due = await DueAsync(personId, roles, approved, today, cancel);
        if (due.Count == 0) return [];

        var settings = await _settings.GetAsync<CertificationSettings>(cancel);
        // In whose name? Whoever waits goes on waiting until the district has said it.
        if (!settings.MayIssue) return [];
        roles = [.. due.Select(d => d.Role)];
        await _numbering.LockAsync(roles.Select(r => CertificateNumber.Prefix(settings.DistrictCode, r, today)), cancel);
        // Whoever held the lock before may have issued for the same person: look again, now that nobody else can.
        due = await DueAsync(personId, roles, approved, today, cancel);
        if (due.Count == 0) return [];

        var holder = await _people.FindAsync(personId, cancel) ?? throw new InvalidOperationException($"There is no person {personId}.");
        var look = await _templates.LooksAsync(cancel);
        var issued = new List<Certificate>();
        foreach (var (role, completion) in due)
        {
            var prefix = CertificateNumber.Prefix(settings.DistrictCode, role, today);
            var number = CertificateNumber.Of(prefix, await _numbering.TakeAsync(prefix, 1, cancel));
            var certificate = NewCertificate.For(completion, number, personId, holder.Name, role, settings.Issuer, today, _clock.UtcNow(), look(role));
            _db.Add(certificate);
            _audit.Add("Certificate", "Issued", number,
                $"{role.Title()}的要求于 {completion.On:yyyy-MM-dd} 全部满足，{(approved is null ? "按规则" : "经审核")}发证。", byRule: approved is null);
            issued.Add(certificate);
        }
        await _db.SaveChangesAsync(cancel);
        await _events.RaiseAsync(new CertificatesIssued(issued), cancel);
        return issued;
    }

    private async Task<List<(TrainingRole Role, Completion Completion)>> DueAsync(
        long personId, IReadOnlyCollection<TrainingRole> roles, DateOnly? approved, DateOnly today, CancellationToken cancel)
    {
        var facts = await _facts.ForPersonAsync(personId, cancel);
        var schemes = await _schemes.AllAsync(cancel, facts.Certificates.Select(c => c.Certificate.SchemeId));
        // What an officer did not approve is issued by an officer only, whatever the setting says since.
        var refused = approved is null ? await _refusals.OfPersonAsync(personId, cancel) : NoRefusals;
        return
        [
            .. from role in roles.Distinct().Order()
               let awaiting = facts.Issuable(schemes, role, today)
               where awaiting is not null && (approved is null
                   ? NewCertificate.ByRule(facts.Standing(schemes, role, today), today) && !refused.ContainsKey((role, awaiting.On))
                   : awaiting.On == approved)
               select (role, awaiting),
        ];
    }
}
