using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Schemes;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Pages;
using Training.Tests.Modules.Certification.Models;
using Training.Tests.Modules.Certification.Services;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification;

/// <summary>
/// What users of other systems complain about, each with its number in the survey of peers, and why it cannot happen here. Only the
/// complaints about rules, certificates and renewal.
/// </summary>
public sealed class PeersComplaintsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    // A pass is an event of its own, and a renewal a certificate of its own with a number of its own; the old one stays.
    [Theory, OnBothDatabases, Trait("Complaint", "1")]
    public async Task A_certificate_is_issued_again_with_each_renewal(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (person, first) = await EndingTodayAsync(tenant);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        var certificates = await tenant.CertificatesAsync();
        Assert.Equal(2, certificates.Select(c => c.Number).Distinct().Count());
        Assert.Equal(first.Number, certificates[0].Number);
        Assert.Equal((first.IssuedOn, first.ValidThrough), (certificates[0].IssuedOn, certificates[0].ValidThrough));
        Assert.Equal(first.ValidThrough.AddDays(1), certificates[1].ValidFrom);
    } // 1

    // Evidence, completion, certificate and renewal are one module and one transaction: nothing has to be plugged in for the second one.
    [Theory, OnBothDatabases, Trait("Complaint", "3")]
    public async Task The_last_module_of_a_renewal_brings_the_new_certificate_at_once(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (person, _) = await EndingTodayAsync(tenant);
        await tenant.RecordAsync(person.Id, "O02");
        Assert.Single(await tenant.CertificatesAsync());
        await tenant.RecordAsync(person.Id, "R03");
        Assert.Equal(2, (await tenant.CertificatesAsync()).Count);
    } // 3

    // Where did the archived certificate go? Nowhere: the old one stands beside the new one, for the holder and for the officer, as paper too.
    [Theory, OnBothDatabases, Trait("Complaint", "4")]
    public async Task After_a_renewal_the_old_certificate_is_where_it_was(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (person, first) = await EndingTodayAsync(tenant);
        using var holder = await tenant.SignedInAsync(person);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var paper = await holder.GetByteArrayAsync($"certificates/{first.Number}.pdf");
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        foreach (var reader in new[] { holder, officer })
        {
            Assert.Equal(paper, await reader.GetByteArrayAsync($"certificates/{first.Number}.pdf"));
            Assert.Contains(first.Number, (await reader.PageAsync("certificates/" + first.Number)).Body!.TextContent, StringComparison.Ordinal);
        }
        var list = (await holder.PageAsync("certificates")).Body!.TextContent;
        Assert.All(await tenant.CertificatesAsync(), c => Assert.Contains(c.Number, list, StringComparison.Ordinal));
    } // 4

    // There is no switch for keeping history: rows of the ledger, certificates and what happened to them have no setters at all.
    [Fact, Trait("Complaint", "5")]
    public void History_is_not_an_option_that_can_be_off()
    {
        foreach (var type in new[] { typeof(Evidence), typeof(Certificate), typeof(CertificateEvent), typeof(ForcedUpdate), typeof(MajorEdition) })
            Assert.DoesNotContain(type.GetProperties(), p => p.SetMethod is { IsPublic: true } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)));
        Assert.DoesNotContain(typeof(CertificationSettings).GetProperties(), p => p.Name.Contains("Archive", StringComparison.Ordinal) || p.Name.Contains("History", StringComparison.Ordinal));
    } // 5

    // Renewing on the first day of the window is as good as on the last: the new one goes on where the old one ends.
    [Theory, Trait("Complaint", "6")]
    [InlineData("2025-12-04")]
    [InlineData("2026-01-20")]
    [InlineData("2026-03-04")]
    public void Renewing_early_loses_no_day(string on)
    {
        var completions = Sample.Lived(Sample.Scheme(), new([.. All2025, Done("O02", on), Done("R03", on)]), "2026-12-31");
        Assert.Equal(new Term(Day("2026-03-05"), Day("2027-03-04")), completions[1].TermIfIssued(Day(on)));
    } // 6

    // Paths are written by cycle: nobody takes the same test for seven years.
    [Fact, Trait("Complaint", "7")]
    public void Each_renewal_may_ask_for_something_else()
    {
        var scheme = Sample.Scheme() with
        {
            Rules = new()
            {
                Requirements = All("O02"),
                Renewal = new() { Paths = [new() { Requirements = All("R01") }, new() { FromCycle = 2, EveryCycles = 0, Requirements = All("R02") }, new() { FromCycle = 3, Requirements = All("R03") }] },
            },
        };
        Proof[] proofs = [Done("O02", "2023-01-01"), Done("R01", "2023-12-01"), Done("R02", "2024-12-01"), Done("R03", "2025-12-01"), Done("R03", "2026-12-01")];
        Assert.Equal(["R01", "R02", "R03", "R03"], Sample.Lived(scheme, new(proofs), "2027-01-01").Skip(1).Select(c => c.Met[0].Requirement.Subject));
    } // 7

    // What differs each year is one rule in one path – choices, hours and what changed included –, not a set of ordinary courses.
    [Fact, Trait("Complaint", "8")]
    public void A_year_may_ask_for_two_of_five_and_for_what_changed()
    {
        var year = AllOf.Of(SomeOf.Of(2, Needs("T01"), Needs("T02"), Needs("T03"), Needs("T04"), Needs("T05")), new ChangedModules { Modules = ["O02", "R05"] });
        var scheme = Sample.Scheme() with { Rules = new() { Requirements = All("O02", "R05"), Renewal = new() { Paths = RenewalRule.Always(year) } } };
        var ledger = new ProofTable([Done("O02", "2024-01-10"), Done("R05", "2024-01-10"), Done("T02", "2024-12-01"), Done("T05", "2024-12-02"), Done("R05", "2024-12-20")], [new("R05", Day("2024-06-01"))]);
        Assert.Equal(Day("2024-12-20"), Sample.Lived(scheme, ledger, "2025-01-01")[1].On);
    } // 8

    // Local variants are alternatives within one rule, and what was learned counts wherever somebody works: no copy of a scheme for each street.
    [Fact, Trait("Complaint", "9")]
    public void One_scheme_serves_fifty_local_variants_of_a_course()
    {
        var variants = Enumerable.Range(1, 50).Select(n => $"L{n:00}").ToList();
        var rule = AllOf.Of(Needs("O02"), SomeOf.Of(1, [.. variants.Select(Needs)]));
        Assert.Empty(RuleCheck.Of(rule));
        var scheme = Sample.Scheme() with { Rules = new() { Requirements = rule } };
        foreach (var variant in variants)
            Assert.Equal(Day("2026-02-02"), Assert.Single(Progression.Run([scheme], [Done("O02", "2026-02-01"), Done(variant, "2026-02-02")], [], Day("2026-03-01"))).On);
        Assert.Empty(Progression.Run([scheme], [Done("O02", "2026-02-01"), Done("L51", "2026-02-02")], [], Day("2026-03-01")));
    } // 9

    // Certificates and evidence hold on to what they rest on: the database refuses to let a scheme or a person go with them.
    [Theory, OnBothDatabases, Trait("Complaint", "10")]
    public async Task Nothing_that_is_deleted_takes_certificates_with_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        await tenant.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<TenantDb>();
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Set<CertificationScheme>().Where(s => s.Role == TrainingRole.Teacher).ExecuteDeleteAsync());
        });
        await tenant.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<TenantDb>();
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Set<Person>().Where(p => p.Id == person.Id).ExecuteDeleteAsync());
        });
        Assert.Single(await tenant.CertificatesAsync());
    } // 10

    // A state is a projection: it is held against the ledger each night, a difference is an alarm, and the ledger says why.
    [Theory, OnBothDatabases, Trait("Complaint", "11")]
    public async Task A_state_that_went_wrong_does_not_go_unnoticed_for_a_night(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
        await tenant.UnguardAsync("certificates");
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Certificate>().ExecuteUpdateAsync(u => u.SetProperty(c => c.ValidThrough, tenant.Today.AddYears(9))));
        var report = await NightlyCheckTests.CheckAsync(tenant, complains: true);
        Assert.Contains("the ledger does not explain it", report.Lines, StringComparison.Ordinal);
    } // 11

    // A major edition can be asked for in renewals, or forced with a deadline; both by a person's decision, never by a save.
    [Fact, Trait("Complaint", "12")]
    public void A_changed_course_puts_certificates_out_of_date_only_when_somebody_says_so()
    {
        var update = ForcedSuspensionTests.Update("O02");
        Assert.Empty(ForcedSuspension.Pending(new(All2025), [], new HashSet<string> { "O02" }, Day("2025-07-01")));
        Assert.Equal(Day("2025-07-31"), Assert.Single(ForcedSuspension.Pending(new(All2025), [update], new HashSet<string> { "O02" }, Day("2025-07-01"))).Deadline);
        var changed = new ChangedModules { Modules = ["O02"] };
        Assert.True(changed.IsMet(new ProofTable(All2025).All, Day("2025-07-01")));
        Assert.False(changed.IsMet(new ProofTable(All2025, [new("O02", Day("2025-06-01"))]).All, Day("2025-07-01")));
    } // 12

    // What is printed stands in the certificate's own row; no row of the content is needed to show or to verify it.
    [Theory, OnBothDatabases, Trait("Complaint", "14")]
    public async Task A_certificate_outlives_the_courses_it_was_earned_with(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        var number = (await tenant.CertificatesAsync())[0].Number;
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<ContentItem>().ExecuteDeleteAsync());
        using var client = await tenant.SignedInAsync(person);
        using var visitor = tenant.Visitor();
        Assert.Equal(200, (int)(await client.GetAsync($"certificates/{number}")).StatusCode);
        Assert.Equal(200, (int)(await visitor.GetAsync($"verify/{number}")).StatusCode);
    } // 14

    // Only the rules issue: messages, jobs and news about a person who has not completed bring nothing.
    [Theory, OnBothDatabases, Trait("Complaint", "16")]
    public async Task No_message_and_no_job_issues_what_was_not_earned(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAsync(person.Id, "O02");
        await tenant.InScopeAsync(async services =>
        {
            var events = services.GetRequiredService<Events>();
            await events.RaiseAsync(new AssignmentsChanged(person.Id), None);
            await events.RaiseAsync(new StandingChanged(person.Id), None);
        });
        await NightlyCheckTests.CheckAsync(tenant);
        await tenant.RunJobsAsync();
        Assert.Empty(await tenant.CertificatesAsync());
    } // 16

    // Whether something is due follows from days and evidence. A year in which no job ran and nobody signed in changes nothing.
    [Fact, Trait("Complaint", "17")]
    public void Nobody_is_skipped_for_having_been_away_on_the_day()
    {
        var first = Progression.Run([Sample.Scheme()], All2025, [], Day("2025-03-05"))[0];
        var history = new CertificateHistory(NewCertificate.For(first, "310105-CD-2025-000001", 1, "林秋禾", TrainingRole.ChildDirector, "发证机构", first.On, DateTime.UnixEpoch), []);
        var line = Timeline.Of([Sample.Scheme()], new(All2025), Progression.Run([Sample.Scheme()], All2025, [history.Certificate.ForRules([])], DateOnly.MaxValue), [history]);
        Assert.Equal(
            [StandingState.Certified, StandingState.InRenewalWindow, StandingState.InRenewalWindow, StandingState.Expired, StandingState.Expired],
            new[] { "2025-12-03", "2025-12-04", "2026-03-04", "2026-03-05", "2031-01-01" }.Select(d => line.At(Day(d))));
        // And whoever comes back late is still in the window, without having been assigned anything.
        Assert.Equal(Day("2026-08-20"), Sample.Lived(Sample.Scheme(), new([.. All2025, Done("O02", "2026-08-19"), Done("R03", "2026-08-20")]), "2027-01-01")[1].On);
    } // 17

    // From completion, from issue, or to the end of a month or year: a choice with a name, and the due day follows it.
    [Theory, Trait("Complaint", "18")]
    [InlineData(ValidityUnit.Months, ValidityStart.Issue, "2027-06-19")]
    [InlineData(ValidityUnit.Months, ValidityStart.Completion, "2027-05-09")]
    [InlineData(ValidityUnit.EndOfYear, ValidityStart.Completion, "2038-12-31")]
    public void Finishing_late_moves_the_next_day_as_the_scheme_says(ValidityUnit unit, ValidityStart start, string through)
    {
        var scheme = Sample.Scheme();
        scheme = scheme with { Rules = scheme.Rules with { Validity = new() { Unit = unit, Count = 12, From = start } } };
        // Completed on 10 May, two months after the certificate before had ended; issued on 20 June.
        Proof[] proofs = [.. All2025, Done("O02", "2026-05-09"), Done("R03", "2026-05-10")];
        var certificate = new IssuedCertificate(1, 1, Day("2025-03-05"), Day("2025-03-05"), Day("2026-03-04"));
        Assert.Equal(Day(through), Progression.Run([scheme], proofs, [certificate], Day("2026-12-01"))[1].TermIfIssued(Day("2026-06-20")).Through);
    } // 18

    // Evidence belongs to the person: it counts for a role taken up later, if it is not older than the rule allows.
    [Theory, Trait("Complaint", "19")]
    [InlineData(12, "2025-03-05", true)]
    [InlineData(12, "2025-03-04", false)]
    [InlineData(null, "2019-01-01", true)]
    public void What_was_learned_before_is_credited_if_not_too_old(int? months, string learned, bool counts)
    {
        var scheme = Sample.Scheme() with { Rules = new() { Requirements = AllOf.Of(Needs("O02") with { MaxAgeMonths = months }, Needs("R03")) } };
        var completions = Progression.Run([scheme], [Done("O02", learned), Done("R03", "2026-03-05")], [], Day("2026-04-01"));
        Assert.Equal(counts, completions.Count == 1);
    } // 19

    // Validity is in months and years of the calendar: a leap year moves no last day.
    [Theory, Trait("Complaint", "20")]
    [InlineData("2023-06-10", "2024-06-09")]
    [InlineData("2024-06-10", "2025-06-09")]
    [InlineData("2024-02-29", "2025-02-27")]
    [InlineData("2024-03-01", "2025-02-28")]
    public void A_year_is_a_year_and_not_365_days(string from, string through) =>
        Assert.Equal(Day(through), new Validity { Unit = ValidityUnit.Years, Count = 1 }.Through(Day(from))); // 20

    // A certificate names the version it was issued under and keeps its own words; a new scheme or issuer changes the next one only.
    [Theory, OnBothDatabases, Trait("Complaint", "21")]
    public async Task A_certificate_stays_as_it_was_issued_whatever_becomes_of_its_scheme(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (early, late) = (await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(TrainingRole.Teacher));
        await tenant.RecordAllAsync(early.Id, Ledger.Teacher);
        await tenant.SettingsAsync(TestTenant.Issuing with { Issuer = "另一个发证机构" });
        await tenant.InScopeAsync(services => services.GetRequiredService<UnitOfWork>().RunAsync(() => services.GetRequiredService<SchemeVersions>().AddAsync(
            TrainingRole.Teacher, "新的方案", new() { Requirements = All("O02", "R03"), Hours = 9 }, tenant.Today, SchemeVersions.ByHand + "x", 1, None), None));
        await tenant.RunJobsAsync();
        await tenant.RecordAllAsync(late.Id, Ledger.Teacher);
        Assert.Equal(
            [("示范方案", 3.5m, "上海市长宁区民政局"), ("新的方案", 9m, "另一个发证机构")],
            (await tenant.CertificatesAsync()).Select(c => (c.SchemeTitle, c.Hours, c.Issuer)));
    } // 21

    /// <summary>A teacher whose certificate ends today.</summary>
    private static async Task<(TestPerson, Certificate)> EndingTodayAsync(TestTenant tenant)
    {
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher, tenant.Today.AddYears(-4));
        var from = tenant.Today.AddDays(1).AddMonths(-36);
        await tenant.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<TenantDb>();
            foreach (var subject in Ledger.Teacher) db.Add(Ledger.Row(person.Id, subject, from, ChinaTime.StartUtc(from).AddHours(9)));
            var scheme = await db.Set<CertificationScheme>().SingleAsync(s => s.Role == TrainingRole.Teacher);
            db.Add(new Certificate
            {
                Number = $"310105-TE-{from.Year}-000001", VerifyCode = Ids.New(), PersonId = person.Id, Role = TrainingRole.Teacher, SchemeId = scheme.Id, HolderName = person.Name,
                SchemeTitle = scheme.Title, Hours = 3.5m, Issuer = "上海市长宁区民政局", CompletedOn = from, IssuedOn = from, ValidFrom = from, ValidThrough = tenant.Today,
                RecordedUtc = ChinaTime.StartUtc(from).AddHours(10),
            });
            await db.SaveChangesAsync();
            // As when it was issued.
            await services.GetRequiredService<Events>().RaiseAsync(new StandingChanged(person.Id), None);
        });
        return (person, (await tenant.CertificatesAsync())[0]);
    }
}
