using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Reporting;

/// <summary>The worked example as rows of a tenant: schemes of one module each, evidence, certificates. Nothing is counted yet.</summary>
internal static class StoredGolden
{
    private static readonly DateTime Recorded = new(2026, 8, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <returns>Ids of the persons by their name in the example.</returns>
    public static Task<Dictionary<string, long>> WriteAsync(TestTenant tenant) => tenant.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<TenantDb>();
        var schemes = RoleFacts.All.ToDictionary(r => r, SchemeOf);
        var people = GoldenData.AssignmentRows.Select(a => a.Person).Distinct()
            .ToDictionary(p => p, p => new Person { StaffNo = p, Name = "试用" + p, CreatedUtc = Recorded });
        db.AddRange(schemes.Values);
        db.AddRange(people.Values);
        await db.SaveChangesAsync();

        var assignments = GoldenData.AssignmentRows.ToDictionary(a => a.Id, a => new RoleAssignment
        {
            PersonId = people[a.Person].Id, Role = a.Role, Line = a.Line, Start = a.Start, End = a.End, RecordedUtc = Recorded,
            SubDistrictId = a.Street == "华阳路" ? tenant.HuayangluId : tenant.XinhualuId,
        });
        db.AddRange(assignments.Values);
        await db.SaveChangesAsync();
        db.AddRange(GoldenData.LeaveRows.Select(l => new Leave
        {
            AssignmentId = assignments[l.Assignment].Id, Kind = LeaveKind.Maternity, Start = l.Start, End = l.End, RecordedUtc = Recorded,
        }));
        // The first completion of a role takes the module of the scheme, a later one the module of its renewal.
        db.AddRange(GoldenData.CompletionRows.GroupBy(c => (c.Person, c.Role)).SelectMany(g => g.OrderBy(c => c.On).Select((c, i) => new Evidence
        {
            PersonId = people[c.Person].Id, Kind = EvidenceKind.ModuleCompleted, Subject = i == 0 ? First(c.Role) : Again(c.Role),
            EffectiveOn = c.On, RecordedUtc = Recorded, Reason = "试用",
        })));
        var certificates = GoldenData.CertificateRows.Select((c, i) => (Row: c, Certificate: new Certificate
        {
            Number = $"310105-XX-2026-{i:000000}", VerifyCode = Ids.New(), PersonId = people[c.Person].Id, Role = c.Role, SchemeId = schemes[c.Role].Id,
            HolderName = people[c.Person].Name, SchemeTitle = "试用", Hours = 1, Issuer = "试用", IssuedOn = c.From, ValidFrom = c.From, ValidThrough = c.Through,
            CompletedOn = GoldenData.CompletionRows.Where(d => d.Person == c.Person && d.Role == c.Role && d.On <= c.From).Max(d => d.On), RecordedUtc = Recorded,
        })).ToList();
        db.AddRange(certificates.Select(c => c.Certificate));
        await db.SaveChangesAsync();
        db.AddRange(certificates.Where(c => c.Row.RevokedOn is not null).Select(c => new CertificateEvent
        {
            CertificateId = c.Certificate.Id, Kind = CertificateEventKind.Revoked, EffectiveOn = c.Row.RevokedOn!.Value, Reason = "试用", RecordedUtc = Recorded,
        }));
        await db.SaveChangesAsync();
        return people.ToDictionary(p => p.Key, p => p.Value.Id);
    });

    public static string First(TrainingRole role) => $"F{role.Code()}";

    public static string Again(TrainingRole role) => $"A{role.Code()}";

    private static CertificationScheme SchemeOf(TrainingRole role) => new()
    {
        Role = role, Version = 1, Title = "试用", EffectiveFrom = new(2019, 1, 1), SourceHash = "-",
        RulesJson = SchemeRulesJson.Write(new()
        {
            Requirements = Shown.Module(First(role)), Validity = Validity.OfMonths(GoldenData.ValidityMonths(role)),
            Renewal = new() { Paths = RenewalRule.Always(Shown.Module(Again(role))) },
        }),
    };
}
