using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Learning.Models;
using Training.Modules.People;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Records.Models;
using Training.Modules.Records.Queries;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Security;
using Training.Platform.Settings;

namespace Training.Modules.Certificates.Transcripts;

/// <summary>What a stranger may learn of a transcript.</summary>
/// <param name="Holder">First character and two stars.</param>
/// <param name="IsIntact">The stored text still has the hash it was issued with.</param>
public sealed record PublicTranscript(string Holder, DateOnly AsOf, int Certificates, decimal TotalHours, string Hash, bool IsIntact);

/// <summary>Makes transcripts and finds them: for the person, and for staff in whose scope the person works now.</summary>
public sealed class TranscriptDesk(
    TenantDb db, UnitOfWork unit, LearnerRecord records, PersonFactsQuery facts, PeopleDirectory people, SettingsStore settings,
    PermissionTable permissions, AuditLog audit, TimeProvider clock)
{
    /// <summary>Lines of evidence on one transcript, the newest; more is told on it.</summary>
    public const int MostEntries = 1000;

    /// <summary>The person of a 工号, if one's own or within one's scope.</summary>
    public async Task<Person?> PersonAsync(ClaimsPrincipal user, string staffNo, CancellationToken cancel) =>
        await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.StaffNo == staffNo, cancel) is { } person && await MaySeeAsync(user, person.Id, cancel) ? person : null;

    public async Task<bool> MaySeeAsync(ClaimsPrincipal user, long personId, CancellationToken cancel)
    {
        if (user.PersonId() == personId) return true;
        if (!permissions.Has(user, PeoplePermissions.ViewPeople)) return false;
        var scope = AssignmentScope.Of(user);
        if (scope.CoversAll) return true;
        var today = clock.Today();
        return await db.Set<RoleAssignment>().Where(scope.Filter).AnyAsync(a => a.PersonId == personId && (a.End == null || a.End >= today), cancel);
    }

    /// <summary>Today's transcript; the one that says the same already is given again.</summary>
    /// <param name="withScores">Only on the holder's own copy.</param>
    public Task<Transcript> IssueAsync(ClaimsPrincipal user, long personId, bool withScores, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var today = clock.Today();
        var json = (await PayloadAsync(personId, today, withScores && user.PersonId() == personId, cancel)).ToJson();
        var hash = TranscriptPayload.HashOf(json);
        if (await db.Set<Transcript>().AsNoTracking().FirstOrDefaultAsync(t => t.PersonId == personId && t.AsOf == today && t.Hash == hash, cancel) is { } same) return same;
        var transcript = new Transcript { PersonId = personId, AsOf = today, Hash = hash, PayloadJson = json, CreatedUtc = clock.UtcNow(), CreatedByUserId = user.UserId() };
        db.Add(transcript);
        audit.Add("Transcript", "Issued", transcript.VerifyCode, user.PersonId() == personId ? "本人开具学习证明。" : "工作人员开具学习证明。");
        await db.SaveChangesAsync(cancel);
        return transcript;
    }, cancel);

    /// <summary>For the person and for staff in scope; null for everybody else.</summary>
    public async Task<Transcript?> FindAsync(ClaimsPrincipal user, string code, CancellationToken cancel) =>
        await db.Set<Transcript>().AsNoTracking().FirstOrDefaultAsync(t => t.VerifyCode == code, cancel) is { } found && await MaySeeAsync(user, found.PersonId, cancel) ? found : null;

    /// <summary>For anybody who holds the paper.</summary>
    public async Task<PublicTranscript?> VerifyAsync(string code, CancellationToken cancel)
    {
        if (code.Length != Ids.Length || await db.Set<Transcript>().AsNoTracking().FirstOrDefaultAsync(t => t.VerifyCode == code, cancel) is not { } found) return null;
        var payload = TranscriptPayload.Parse(found.PayloadJson);
        return new(Models.HolderMask.Of(payload.Holder), found.AsOf, payload.Certificates.Count, payload.TotalHours, found.Hash, TranscriptPayload.HashOf(found.PayloadJson) == found.Hash);
    }

    private async Task<TranscriptPayload> PayloadAsync(long personId, DateOnly asOf, bool withScores, CancellationToken cancel)
    {
        var person = await people.FindAsync(personId, cancel) ?? throw new InvalidOperationException($"There is no person {personId}.");
        var record = await records.OfAsync(personId, cancel);
        var site = await settings.GetAsync<SiteSettings>(cancel);
        // Until the district has said in whose name it certifies, the site speaks for itself.
        var issuer = (await settings.GetAsync<CertificationSettings>(cancel)).Issuer is { Length: > 0 } said ? said : site.Name + site.SubName;
        var rows = record.Counting.Where(e => e.Kind != EvidenceKind.Withdrawn && e.EffectiveOn <= asOf)
            .OrderByDescending(e => e.EffectiveOn).ThenByDescending(e => e.Id).ToList();
        var counted = rows.Where(e => e.Kind != EvidenceKind.ModuleCompleted).Concat(rows.Where(e => e.Kind == EvidenceKind.ModuleCompleted).DistinctBy(e => e.Subject));
        return new(
            TranscriptPayload.CurrentSchema, person.Name, asOf, issuer, site.Name, site.SubName,
            [.. (await facts.CertificatesAsync([personId], cancel)).Where(c => c.Certificate.IssuedOn <= asOf).OrderByDescending(c => c.Certificate.ValidFrom)
                .Select(c => new TranscriptCertificate(c.Certificate.Number, c.Certificate.Role.Title(), c.Certificate.IssuedOn, c.Certificate.ValidFrom, c.Certificate.ValidThrough, c.At(asOf).Title()))],
            [.. rows.Take(MostEntries).Select(e => new TranscriptEntry(
                e.EffectiveOn, e.Kind.Title(), e.Subject, record.Titles.GetValueOrDefault(e.Subject, ""), e.Hours, withScores ? e.Score : null))],
            counted.Sum(e => e.Hours));
    }
}
