using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Services;
using Training.Modules.Certification.Simulation;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Modules.Records.Models;
using Training.Modules.Records.Services;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Review;

namespace Training.Tests.Modules.Certification.Services;

/// <summary>
/// A made-up roster to which random things happen, one after the other, through the services that do them on a site: late and back-dated
/// evidence, waivers, corrections, forced updates, suspensions, revocations, early renewals, new posts, days that pass. After each of them
/// every stored state is what a recompute of the whole ledger gives.
/// </summary>
public sealed class RandomRosterTests
{
    private const int Steps = 45;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task What_is_stored_step_by_step_is_what_a_recompute_gives(TestDatabase database)
    {
        foreach (var seed in new[] { 1, 2, 3 }) await LiveAsync(database, seed);
    }

    [Theory, OnBothDatabases]
    public async Task A_certificate_issued_on_a_row_that_was_taken_back_since_stays_and_is_no_fault(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(RandomRosterTests)));
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        tenant.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await tenant.InScopeAsync(async s =>
        {
            var ledger = s.GetRequiredService<EvidenceLedger>();
            var wrong = (await ledger.ForPersonAsync(person.Id, None)).Single(e => e.Subject == "R03");
            await ledger.RecordAsync(new Evidence
            {
                PersonId = person.Id, Kind = EvidenceKind.Withdrawn, Subject = "R03", EffectiveOn = wrong.EffectiveOn, RecordedUtc = tenant.App.Clock.UtcNow(),
                Reason = "撤回：录错了人", SupersedesId = wrong.Id,
            }, None);
        });
        Assert.Single(await tenant.CertificatesAsync());
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_completed_while_it_was_suspended_is_issued_when_it_is_reinstated(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(RandomRosterTests)));
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector);
        await tenant.RecordAllAsync(person.Id, Ledger.Director);
        var first = Assert.Single(await tenant.CertificatesAsync());
        tenant.App.Clock.Advance(TimeSpan.FromDays(300));
        await tenant.ActAsync(first.Number, CertificateEventKind.Suspended);
        await tenant.RecordAllAsync(person.Id, ["O02", "R03"]);
        Assert.Single(await tenant.CertificatesAsync());
        await tenant.ActAsync(first.Number, CertificateEventKind.Reinstated);
        var renewed = (await tenant.CertificatesAsync()).Single(c => c.Id != first.Id);
        Assert.Equal(first.ValidThrough.AddDays(1), renewed.ValidFrom);
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
    }

    private static async Task LiveAsync(TestDatabase database, int seed)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(RandomRosterTests)));
        var random = new Random(seed);
        var (one, other) = (await tenant.AddStaffAsync(StaffRole.DistrictStaff), await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        // Of the teachers' scheme a version in which the district lets R03 be waived.
        await tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(() => s.GetRequiredService<SchemeVersions>().AddAsync(TrainingRole.Teacher, "本区方案", new()
        {
            Requirements = AllOf.Of(Shown.Module("O02"), Shown.Module("R03") with { Waivable = true }), Validity = Validity.OfMonths(6), Hours = 3,
            Renewal = new() { OpensDaysBefore = 30, ClosesDaysAfter = 60, Paths = RenewalRule.Always(Shown.Module("O02")) },
        }, tenant.Today.AddDays(-400), SchemeVersions.ByHand + "x", 1, None), None));
        var people = new List<TestPerson>();
        for (var i = 0; i < 6; i++) people.Add(await tenant.AddPersonAsync(i % 2 == 0 ? TrainingRole.Teacher : TrainingRole.ChildDirector, tenant.Today.AddDays(-random.Next(0, 700))));
        foreach (var person in people) await ChangedAsync(tenant, person.Id);
        await tenant.RunJobsAsync();

        for (var step = 0; step < Steps; step++)
        {
            // Each step has a moment of its own, as on a site.
            tenant.App.Clock.Advance(TimeSpan.FromMinutes(1));
            var what = await StepAsync(tenant, random, people, one, other);
            await tenant.RunJobsAsync();
            var where = $"seed {seed}, step {step}, {database}: {what}";
            Assert.True(0 == await ForcedUpdateTests.DifferencesAsync(tenant), where);
            // Staff without a post were never packed.
            var wrong = (await tenant.InScopeAsync(s => s.GetRequiredService<ProofPacks>().CheckAsync(0, mend: false, None))).Wrong;
            Assert.True(!people.Exists(p => wrong.Contains(p.Id)), where);
        }
        Assert.True(0 == (await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().CompareAsync(None))).Differences, $"seed {seed}, {database}: rates");
        // Not a life in which nothing came about.
        Assert.True((await tenant.CertificatesAsync()).Count >= 3, $"seed {seed}, {database}: hardly any certificate");
    }

    private static async Task<string> StepAsync(TestTenant tenant, Random random, List<TestPerson> people, TestPerson one, TestPerson other)
    {
        var person = people[random.Next(people.Count)];
        switch (random.Next(14))
        {
            case 0:
                tenant.App.Clock.Advance(TimeSpan.FromDays(random.Next(1, 50)));
                await NightlyCheckTests.CheckAsync(tenant);
                return $"days passed, now {tenant.Today:yyyy-MM-dd}";
            case 1 or 2:
                var teacher = people[random.Next(people.Count / 2) * 2];
                await tenant.InScopeAsync(async s => await s.GetRequiredService<Recorder>().RecordAsync(await s.PrincipalAsync(one), new EntryDraft
                {
                    Kind = EvidenceKind.Waived, Subject = "R03", On = tenant.Today.AddDays(-random.Next(0, 300)), Note = "已核验结业证书原件",
                }, [teacher.Id], None));
                return $"waiver of {teacher.Id}";
            case 3 or 4:
                return await CorrectAsync(tenant, random, person);
            case 5 when random.Next(2) == 0:
                return "forced update: " + await tenant.InScopeAsync(s => s.GetRequiredService<ModuleUpdates>().ForceAsync("O02", random.Next(7, 60), "个人信息保护的规定有修订", [], null, None));
            case 6:
                return await ActAsync(tenant, random, one, other);
            case 7:
                return $"early renewal of {person.Id}: " + await tenant.InScopeAsync(async s => await s.GetRequiredService<EarlyRenewal>().OpenAsync(
                    await s.PrincipalAsync(one), person.Id, random.Next(2) == 0 ? TrainingRole.Teacher : TrainingRole.ChildDirector, "区里集中培训", None));
            case 8 when random.Next(3) == 0:
                await tenant.InScopeAsync(async s =>
                {
                    var db = s.GetRequiredService<TenantDb>();
                    db.Add(new RoleAssignment
                    {
                        PersonId = person.Id, Role = TrainingRole.SchoolCounselor, Line = Line.Education, SubDistrictId = tenant.XinhualuId,
                        Start = tenant.Today.AddDays(-random.Next(0, 200)), RecordedUtc = tenant.App.Clock.UtcNow(),
                    });
                    await db.SaveChangesAsync();
                });
                await ChangedAsync(tenant, person.Id);
                return $"post of {person.Id}";
            default:
                string[] subjects = ["O02", "R03", "R04", "S1"];
                var (subject, on) = (subjects[random.Next(4)], tenant.Today.AddDays(-(random.Next(2) == 0 ? 0 : random.Next(0, 500))));
                await tenant.RecordAsync(person.Id, subject, on);
                return $"{subject} of {person.Id} on {on:yyyy-MM-dd}";
        }
    }

    /// <summary>Takes a row back, or puts another day in its place.</summary>
    private static Task<string> CorrectAsync(TestTenant tenant, Random random, TestPerson person) => tenant.InScopeAsync(async s =>
    {
        var ledger = s.GetRequiredService<EvidenceLedger>();
        var rows = await ledger.ForPersonAsync(person.Id, None);
        if (rows.Count == 0) return "nothing to correct";
        var (wrong, back) = (rows[random.Next(rows.Count)], random.Next(2) == 0);
        await ledger.RecordAsync(new Evidence
        {
            PersonId = person.Id, Kind = back ? EvidenceKind.Withdrawn : wrong.Kind, Subject = wrong.Subject, Score = wrong.Score,
            EffectiveOn = back ? wrong.EffectiveOn : wrong.EffectiveOn.AddDays(-random.Next(1, 90)), RecordedUtc = tenant.App.Clock.UtcNow(),
            Reason = back ? "撤回：录错了人" : "更正：日期写错", SupersedesId = wrong.Id,
        }, None);
        return $"{(back ? "took back" : "moved")} row {wrong.Id} of {person.Id}";
    });

    private static async Task<string> ActAsync(TestTenant tenant, Random random, TestPerson one, TestPerson other)
    {
        var certificates = await tenant.CertificatesAsync();
        if (certificates.Count == 0) return "no certificate yet";
        var number = certificates[random.Next(certificates.Count)].Number;
        var possible = CertificateActions.Possible(await tenant.InScopeAsync(s => s.HistoryAsync(number)));
        if (possible.Count == 0) return "revoked already";
        var kind = possible[random.Next(possible.Count)];
        if (await tenant.ProposeAsync(one, number, kind) is { } refusal) return refusal;
        Assert.Null(await tenant.DecideAsync(other, number));
        return $"{kind} {number}";
    }

    private static Task ChangedAsync(TestTenant tenant, long personId) =>
        tenant.InScopeAsync(s => s.GetRequiredService<Events>().RaiseAsync(new AssignmentsChanged(personId), None));
}
