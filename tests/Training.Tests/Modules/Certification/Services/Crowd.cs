using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certification.Services;

/// <summary>Many teachers at once, without accounts, as rows: for work that goes in portions.</summary>
internal static class Crowd
{
    /// <summary>They have learned everything and wait for approval.</summary>
    public static Task<List<long>> AddWaitingAsync(this TestTenant tenant, int count) => tenant.InScopeAsync(async s =>
    {
        var (db, now) = (s.GetRequiredService<TenantDb>(), tenant.App.Clock.UtcNow());
        var people = await PeopleAsync(db, tenant, count);
        foreach (var person in people)
        {
            foreach (var subject in Ledger.Teacher) db.Add(Ledger.Row(person.Id, subject, tenant.Today, now));
            db.Add(new IssueRequest { PersonId = person.Id, Role = TrainingRole.Teacher, CompletedOn = tenant.Today, WaitsThrough = DateOnly.MaxValue, RecordedUtc = now });
        }
        await db.SaveChangesAsync();
        return people.ConvertAll(p => p.Id);
    });

    /// <summary>They have certificates.</summary>
    public static Task AddCertifiedAsync(this TestTenant tenant, int count) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        var scheme = await db.Set<CertificationScheme>().FirstAsync(x => x.Role == TrainingRole.Teacher);
        var people = await PeopleAsync(db, tenant, count);
        for (var i = 0; i < count; i++)
        {
            foreach (var subject in Ledger.Teacher) db.Add(Ledger.Row(people[i].Id, subject, tenant.Today, tenant.App.Clock.UtcNow()));
            db.Add(Certificate(tenant, people[i], scheme.Id, TrainingRole.Teacher, i + 1));
        }
        await db.SaveChangesAsync();
    });

    public static Certificate Certificate(TestTenant tenant, Person person, long schemeId, TrainingRole role, int number) => new()
    {
        Number = $"310105-TE-{tenant.Today.Year}-{number:D6}", VerifyCode = Ids.New(), PersonId = person.Id, Role = role, SchemeId = schemeId, HolderName = person.Name,
        SchemeTitle = "示范方案", Hours = 3, Issuer = "上海市长宁区民政局", CompletedOn = tenant.Today, IssuedOn = tenant.Today, ValidFrom = tenant.Today,
        ValidThrough = tenant.Today.AddYears(3).AddDays(-1), RecordedUtc = tenant.App.Clock.UtcNow(), SiteName = "儿童关爱学习",
    };

    private static async Task<List<Person>> PeopleAsync(TenantDb db, TestTenant tenant, int count)
    {
        var people = Enumerable.Range(1, count).Select(i => new Person { StaffNo = $"C{i:0000}", Name = $"众人{i}", CreatedUtc = tenant.App.Clock.UtcNow() }).ToList();
        db.AddRange(people);
        await db.SaveChangesAsync();
        db.AddRange(people.Select(p => new RoleAssignment
        {
            PersonId = p.Id, Role = TrainingRole.Teacher, Line = TrainingRole.Teacher.LineOf(), SubDistrictId = tenant.HuayangluId, Start = tenant.Today.AddYears(-2), RecordedUtc = tenant.App.Clock.UtcNow(),
        }));
        await db.SaveChangesAsync();
        return people;
    }
}
