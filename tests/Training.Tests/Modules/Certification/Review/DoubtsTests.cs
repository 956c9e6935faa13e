using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Review;
using Training.Modules.Certification.Services;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Security;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Review;

/// <summary>A certificate whose evidence was taken back stays valid, and somebody hears of it.</summary>
public sealed class DoubtsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task Who_approves_is_told_and_finds_it_on_the_list_until_the_record_is_back(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var teacher = await tenant.AddPersonAsync(TrainingRole.Teacher);
        var (line, stranger) = (await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education), await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        await tenant.RecordAllAsync(teacher.Id, Ledger.Teacher, tenant.Today.AddDays(-9));
        var number = Assert.Single(await tenant.CertificatesAsync()).Number;
        using var officer = await tenant.SignedInAsync(line);
        Assert.Null((await officer.PageAsync("console/certificates")).QuerySelector("[aria-labelledby=doubt-h]"));

        await TakeBackAsync(tenant, teacher.Id, "R03");
        var list = (await officer.PageAsync("console/certificates")).QuerySelector("[aria-labelledby=doubt-h]")!;
        Assert.Contains(number, list.TextContent, StringComparison.Ordinal);
        Assert.Equal("1", list.QuerySelector(".tally dd")!.TextContent);
        Assert.EndsWith($"console/certificates?number={number}#act-h", list.QuerySelector("a.btn")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains(number, Assert.Single(await tenant.NoticesAsync(line)).Body, StringComparison.Ordinal);
        Assert.Empty(await tenant.NoticesAsync(stranger));
        using var other = await tenant.SignedInAsync(stranger);
        Assert.Null((await other.PageAsync("console/certificates")).QuerySelector("[aria-labelledby=doubt-h]"));
        // It was issued by the ledger of its day: that is no fault, and no alarm each night.
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
        Assert.Equal(CertificateState.Valid, await tenant.InScopeAsync(async s => (await s.HistoryAsync(number)).At(tenant.Today)));

        await tenant.RecordAsync(teacher.Id, "R03", tenant.Today.AddDays(-9));
        Assert.Null((await officer.PageAsync("console/certificates")).QuerySelector("[aria-labelledby=doubt-h]"));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task The_list_follows_what_two_officers_do_and_a_correction_that_changes_nothing_is_not_on_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (teacher, unharmed) = (await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(TrainingRole.Teacher));
        foreach (var person in new[] { teacher, unharmed }) await tenant.RecordAllAsync(person.Id, Ledger.Teacher, tenant.Today.AddDays(-9));
        // The day was a day earlier: by today's ledger the role is completed all the same.
        await tenant.InScopeAsync(async s =>
        {
            var ledger = s.GetRequiredService<EvidenceLedger>();
            var wrong = (await ledger.ForPersonAsync(unharmed.Id, None)).Single(e => e.Subject == "R03");
            await ledger.RecordAsync(new Evidence
            {
                PersonId = wrong.PersonId, Kind = wrong.Kind, Subject = wrong.Subject, Score = 90, EffectiveOn = wrong.EffectiveOn.AddDays(-1),
                RecordedUtc = tenant.App.Clock.UtcNow(), Reason = "更正：日期记错", SupersedesId = wrong.Id,
            }, None);
        });
        await TakeBackAsync(tenant, teacher.Id, "O02");
        var row = Assert.Single(await RowsAsync(tenant));
        Assert.Equal(teacher.Id, row.PersonId);
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);

        var certificate = (await tenant.CertificatesAsync()).Single(c => c.PersonId == teacher.Id);
        await tenant.ActAsync(certificate.Number, CertificateEventKind.Suspended);
        // What says nothing of its worth is not what was done about it, however late it came.
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            foreach (var kind in new[] { CertificateEventKind.RenewalOpened, CertificateEventKind.Kept })
                db.Add(new CertificateEvent { CertificateId = certificate.Id, Kind = kind, EffectiveOn = tenant.Today, Reason = "集中培训", RecordedUtc = tenant.App.Clock.UtcNow().AddHours(1) });
            await db.SaveChangesAsync();
        });
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        Assert.Contains("已暂停", (await officer.PageAsync("console/certificates")).QuerySelector("[aria-labelledby=doubt-h]")!.TextContent, StringComparison.Ordinal);
        await tenant.ActAsync(certificate.Number, CertificateEventKind.Revoked);
        Assert.Empty(await RowsAsync(tenant));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task However_many_officers_of_other_lines_there_are_those_of_the_line_are_told(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var teacher = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var users = Enumerable.Range(0, 201).Select(i => new User { UserName = $"L{i:000}", NormalizedUserName = $"L{i:000}", DisplayName = "别的条线", SecurityStamp = Ids.New() }).ToList();
            db.AddRange(users);
            await db.SaveChangesAsync();
            var people = users.ConvertAll(u => new Person { StaffNo = u.UserName!, Name = u.DisplayName, UserId = u.Id, CreatedUtc = tenant.App.Clock.UtcNow() });
            db.AddRange(people);
            await db.SaveChangesAsync();
            db.AddRange(people.Select(p => new StaffGrant { PersonId = p.Id, Role = StaffRole.LineStaff, Line = Line.CivilAffairs }));
            await db.SaveChangesAsync();
        });
        var (line, district) = (await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education), await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        Assert.Equal([line.UserId, district.UserId], await tenant.InScopeAsync(s => s.GetRequiredService<OfficersInCharge>().ApproversOfAsync(teacher.Id, TrainingRole.Teacher, None)));
        Assert.Equal([district.UserId], await tenant.InScopeAsync(s => s.GetRequiredService<OfficersInCharge>().OfDistrictAsync(None)));
    }

    internal static Task<List<CertificateDoubt>> RowsAsync(TestTenant tenant) => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificateDoubt>().AsNoTracking().ToListAsync());

    internal static Task TakeBackAsync(TestTenant tenant, long personId, string subject) => tenant.InScopeAsync(async s =>
    {
        var ledger = s.GetRequiredService<EvidenceLedger>();
        var wrong = (await ledger.ForPersonAsync(personId, None)).Single(e => e.Subject == subject);
        await ledger.RecordAsync(new Evidence
        {
            PersonId = personId, Kind = EvidenceKind.Withdrawn, Subject = subject, EffectiveOn = wrong.EffectiveOn, RecordedUtc = tenant.App.Clock.UtcNow().AddSeconds(5),
            Reason = "撤回：不是本人学的", SupersedesId = wrong.Id,
        }, None);
    });
}
