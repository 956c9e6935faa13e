using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Review;
using Training.Modules.Certification.Services;
using Training.Modules.Exchange.Export;
using Training.Modules.Exchange.Format;
using Training.Modules.Exchange.Measures;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Roster.Merging;
using Training.Platform.Data;
using Training.Platform.Modules;
using Training.Platform.Recipes;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Exchange;

/// <summary>A made-up district with three years of history goes out and comes in elsewhere: the same figures on every day.</summary>
public sealed class RoundTripTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task A_district_goes_out_and_comes_in_with_the_same_figures_on_every_day(TestDatabase database)
    {
        await using var from = await TestTenant.CreateAsync(database);
        await LiveAsync(from);
        await using var to = await TestTenant.CreateAsync(database, content: false);
        var (first, second) = (Folder(), Folder());
        try
        {
            await ExportAsync(from, first, phones: true);
            var report = await to.ImportAsync(first);
            Assert.Empty(report.First);
            Assert.True(report.Applied);
            Assert.True(report.RowsOf(FactFiles.Certificates) > 100);
            Assert.True(report.RowsOf(FactFiles.CertificateEvents) > 0);
            Assert.True(report.RowsOf(FactFiles.Exemptions) > 0);
            Assert.Equal(4, report.RowsOf(FactFiles.StreetOpenings));

            var (there, here) = (await from.AggregateAsync(), await to.AggregateAsync());
            Assert.True(there.Count > 1_000);
            Assert.Empty(there.Except(here));
            Assert.Empty(here.Except(there));
            await from.HoldsAsync();
            await to.HoldsAsync();
            await SameOnEveryDayAsync(from, to, new(2026, 4, 1), new(2026, 12, 31));
            // The second clock came along: of ends that were entered later, and of the unit that ended.
            foreach (var (file, ends) in new[] { ("assignments.csv", 2), ("leaves.csv", 1), ("exemptions.csv", 1), ("units.csv", 1) })
                Assert.True((await File.ReadAllLinesAsync(Path.Combine(first, file))).Skip(1).Count(l => l.EndsWith('Z')) >= ends, file);
            Assert.True(report.RowsOf(FactFiles.UnitParents) >= 12);
            Assert.Equal(report.RowsOf(FactFiles.Schemes), (await File.ReadAllLinesAsync(Path.Combine(first, "schemes.csv"))).Count(l => l.EndsWith('Z')));
            await ExportAsync(to, second, phones: true);
            foreach (var file in FactFiles.All) Assert.Equal(await File.ReadAllTextAsync(Path.Combine(first, file.Name)), await File.ReadAllTextAsync(Path.Combine(second, file.Name)));
        }
        finally
        {
            Remove(first);
            Remove(second);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Texts_that_look_like_formulas_come_back_as_they_were_and_phones_stay_at_home(TestDatabase database)
    {
        await using var from = await TestTenant.CreateAsync(database, content: false);
        string[] names = ["=HYPERLINK(\"x\")", "+86", "-1", "@SUM(A1)", "'quoted", " =1+1", "a,\"b\"", "＝全角"];
        await from.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var people = names.Select((n, i) => new Person { StaffNo = $"F{i}", Name = n, Phone = "10000000000", CreatedUtc = from.App.Clock.UtcNow() }).ToList();
            db.AddRange(people);
            await db.SaveChangesAsync();
            db.AddRange(people.Select(p => new RoleAssignment
            {
                PersonId = p.Id, Role = TrainingRole.Teacher, Line = Line.Education, SubDistrictId = from.HuayangluId, Start = new(2024, 2, 29), RecordedUtc = from.App.Clock.UtcNow(),
            }));
            await db.SaveChangesAsync();
        });
        await using var to = await TestTenant.CreateAsync(database, content: false);
        var folder = Folder();
        try
        {
            Assert.Equal(0, await CommandAsync(from, "facts export", "--tenant", from.Tenant.Name, "--path", folder));
            var text = await File.ReadAllTextAsync(Path.Combine(folder, "people.csv"));
            Assert.DoesNotContain("10000000000", text, StringComparison.Ordinal);
            Assert.Contains("'=HYPERLINK", text, StringComparison.Ordinal);
            foreach (var line in text.Split("\r\n").Skip(1).Where(l => l.Length > 0))
                Assert.DoesNotContain(line.Split(',')[1].TrimStart('"', ' ')[0], "=+-@＝");
            Assert.Equal(0, await CommandAsync(to, "facts import", "--tenant", to.Tenant.Name, "--path", folder, "--dry-run"));
            Assert.Equal(0, await to.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Person>().CountAsync()));
            Assert.Equal(0, await CommandAsync(to, "facts import", "--tenant", to.Tenant.Name, "--path", folder));
            Assert.Equal(names, await to.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Person>().OrderBy(p => p.StaffNo).Select(p => p.Name).ToListAsync()));
            Assert.Equal(1, await CommandAsync(to, "facts import", "--tenant", to.Tenant.Name, "--path", folder));
            Assert.Equal(2, await CommandAsync(to, "facts export", "--tenant", to.Tenant.Name, "--path", folder));
            Assert.Equal(2, await CommandAsync(to, "facts import", "--tenant", "nobody", "--path", folder));
            Assert.Equal(0, await CommandAsync(to, "rates measures", "--tenant", to.Tenant.Name, "--date", "2026-02-28", "--level", "street", "--role", "teacher"));
            Assert.Equal(2, await CommandAsync(to, "rates measures", "--tenant", to.Tenant.Name, "--date", "2026-02-29"));
        }
        finally
        {
            Remove(folder);
        }
    }

    /// <summary>All measures of each day, unit, role and line on both bases, and places of work on some days.</summary>
    private static async Task SameOnEveryDayAsync(TestTenant from, TestTenant to, DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1)) Assert.Equal(await CountsAsync(from, day), await CountsAsync(to, day));
        foreach (var day in new DateOnly[] { first, new(2026, 8, 31), new(2026, 9, 1), last })
            foreach (var question in new MeasureQuestion[] { new(day, MeasureLevel.Neighborhood), new(day, MeasureLevel.Neighborhood, "310105001"), new(day, MeasureLevel.Street, null, Line.CivilAffairs, TrainingRole.ChildDirector) })
                Assert.Equal(await MeasuresAsync(from, question), await MeasuresAsync(to, question));
    }

    private static Task<List<(string, CountBasis, TrainingRole?, Line?, Measure, int)>> CountsAsync(TestTenant tenant, DateOnly day) => tenant.InScopeAsync(async s =>
    {
        var table = await s.GetRequiredService<RateQuery>().TableAsync(day, None);
        var counts = new List<(string, CountBasis, TrainingRole?, Line?, Measure, int)>();
        foreach (var unit in (await s.GetRequiredService<PeopleDirectory>().ReportingUnitsAsync(None)).OrderBy(u => u.Code, StringComparer.Ordinal))
            foreach (var role in RoleFacts.All.Select(r => (TrainingRole?)r).Append(null))
                foreach (var line in Enum.GetValues<Line>().Select(l => (Line?)l).Append(null))
                {
                    var (posts, people) = (table.Of(unit.Id, role, line), role is null || line is null ? table.People(unit.Id, role, line) : null);
                    foreach (var measure in Enum.GetValues<Measure>())
                    {
                        if (posts[measure] != 0) counts.Add((unit.Code, CountBasis.Assignment, role, line, measure, posts[measure]));
                        if (people is not null && people[measure] != 0) counts.Add((unit.Code, CountBasis.Person, role, line, measure, people[measure]));
                    }
                }
        return counts;
    });

    private static Task<IReadOnlyList<UnitMeasures>> MeasuresAsync(TestTenant tenant, MeasureQuestion question) =>
        tenant.InScopeAsync(async s => (await s.GetRequiredService<MeasureReader>().ReadAsync(question, None)).Units);

    /// <summary>
    /// A generated city, and what it does not have: corrections of evidence and of a first day, major and forced updates, a mentor, a transfer, a
    /// second role, leaves open and ended late, an exemption cut short, and a street that is merged into another one.
    /// </summary>
    private static async Task LiveAsync(TestTenant tenant)
    {
        await tenant.InScopeAsync(s => s.GetServices<IRecipeStep>().Single(r => r.Name == "DemoCity").RunAsync(new JsonObject
        {
            ["Seed"] = 20, ["Size"] = 0.4, ["Password"] = "demo-2026-pass", ["StaffNoPrefix"] = "RT", ["Neighborhoods"] = new JsonObject { ["310105001"] = 12, ["310105004"] = 9 },
        }, None));
        var corrected = await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var now = tenant.App.Clock.UtcNow();
            db.Add(new ForcedUpdate { ModuleCode = "R05", AnnouncedOn = new(2026, 8, 1), Days = 60, Reason = "=红线改了", RecordedUtc = now });
            db.Add(new MajorEdition { ModuleCode = "O02", PublishedOn = new(2026, 3, 1), Note = "改了第二课", RecordedUtc = now });
            // Open from a day within the time that is compared, not yet, and said and taken back.
            foreach (var (role, street, opens) in new[]
            {
                (TrainingRole.ChildDirector, tenant.HuayangluId, new DateOnly(2026, 6, 10)), (TrainingRole.Teacher, tenant.XinhualuId, StreetOpening.NotYet),
                (TrainingRole.ChildSupervisor, tenant.HuayangluId, StreetOpening.NotYet), (TrainingRole.ChildSupervisor, tenant.HuayangluId, StreetOpening.Always),
            })
            {
                db.Add(new StreetOpening { Role = role, SubDistrictId = street, OpensOn = opens, RecordedUtc = now });
                await db.SaveChangesAsync();
            }
            await db.Set<RoleAssignment>().Where(a => a.Role == TrainingRole.Teacher && a.Id % 5 == 0).ExecuteUpdateAsync(u => u.SetProperty(a => a.GrowthMentor, true));
            var assignment = await db.Set<RoleAssignment>().OrderBy(a => a.Id).FirstAsync(a => a.End == null);
            db.Add(new Exemption { AssignmentId = assignment.Id, Reason = "已参加\n市级培训", ApprovedBy = "审批人", Start = new(2026, 1, 1), End = new(2026, 12, 31), RecordedUtc = now });
            // Of somebody who has nothing but evidence that is not enough: taking some back moves no certificate.
            var held = db.Set<Certificate>();
            var old = await db.Set<Evidence>().Where(e => !held.Any(c => c.PersonId == e.PersonId)).OrderBy(e => e.Id).Take(2).ToListAsync();
            db.Add(new Evidence { PersonId = old[0].PersonId, Kind = EvidenceKind.Withdrawn, Subject = old[0].Subject, EffectiveOn = old[0].EffectiveOn, RecordedUtc = now, Reason = "记错了", SupersedesId = old[0].Id });
            db.Add(new Evidence
            {
                PersonId = old[1].PersonId, Kind = old[1].Kind, Subject = old[1].Subject, Hours = 1.25m, Category = "师德素养", Level = "区级", Topic = "家庭教育指导", Score = 88,
                EffectiveOn = old[1].EffectiveOn.AddDays(1), RecordedUtc = now, Reason = "改了日期", SupersedesId = old[1].Id,
            });
            // The latest certificates of their holders, one suspended for a while, one revoked.
            DateOnly on = new(2026, 9, 1);
            var latest = await held.Where(c => c.ValidFrom <= on && c.ValidThrough >= on && !held.Any(l => l.PersonId == c.PersonId && l.Role == c.Role && l.CompletedOn > c.CompletedOn))
                .OrderBy(c => c.Id).Take(2).ToListAsync();
            foreach (var (certificate, kind, day) in new[]
            {
                (latest[0], CertificateEventKind.Suspended, on), (latest[0], CertificateEventKind.Reinstated, on.AddDays(20)), (latest[1], CertificateEventKind.Revoked, on.AddDays(3)),
            })
                db.Add(new CertificateEvent { CertificateId = certificate.Id, Kind = kind, EffectiveOn = day, Code = ReasonCode.Other, Reason = "-试验", RecordedUtc = ChinaTime.StartUtc(day).AddHours(9) });
            await db.SaveChangesAsync();
            s.GetRequiredService<SchemeTable>().Forget();
            return true;
        });
        Assert.True(corrected);
        for (long? after = 0; after is { } last;)
            after = (await tenant.InScopeAsync(s => s.GetRequiredService<Recompute>().RenewAsync(last, everybody: true, None))).Last;
        await MoveAsync(tenant);
    }

    /// <summary>What happens to posts, as the desk does it: rows that are changed later, then the merge.</summary>
    private static async Task MoveAsync(TestTenant tenant)
    {
        DateOnly earlier = new(2025, 1, 1);
        await tenant.InScopeAsync(async s =>
        {
            var (db, now) = (s.GetRequiredService<TenantDb>(), tenant.App.Clock.UtcNow());
            var posts = await db.Set<RoleAssignment>().Where(a => a.Role == TrainingRole.ChildDirector && a.SubDistrictId == tenant.HuayangluId && a.End == null && a.Start < earlier)
                .Where(a => !db.Set<RoleAssignment>().Any(o => o.PersonId == a.PersonId && o.Id != a.Id))
                .OrderBy(a => a.Id).Take(5).ToListAsync();
            Assert.Equal(5, posts.Count);
            var leaves = new[] { new Leave { AssignmentId = posts[1].Id, Kind = LeaveKind.Sick, Start = new(2026, 7, 1), RecordedUtc = now }, new Leave { AssignmentId = posts[2].Id, Kind = LeaveKind.Study, Start = new(2026, 5, 1), RecordedUtc = now } };
            var exemption = new Exemption { AssignmentId = posts[3].Id, Reason = "已参加同等培训", ApprovedBy = "审批人", Start = new(2026, 3, 1), End = new(2027, 2, 28), RecordedUtc = now };
            db.AddRange(leaves);
            db.Add(exemption);
            db.Add(new RoleAssignment { PersonId = posts[3].PersonId, Role = TrainingRole.FamilyEducationVolunteer, Line = Line.WomensFederation, SubDistrictId = tenant.XinhualuId, Start = new(2025, 3, 8), RecordedUtc = now });
            await db.SaveChangesAsync();
            (posts[0].End, posts[4].Start, leaves[1].End, exemption.End) = (new(2026, 6, 14), posts[4].Start.AddDays(-20), new(2026, 8, 6), new(2026, 9, 30));
            db.Add(new RoleAssignment { PersonId = posts[0].PersonId, Role = posts[0].Role, Line = posts[0].Line, SubDistrictId = tenant.XinhualuId, Start = new(2026, 6, 15), RecordedUtc = now });
            await db.SaveChangesAsync();
            foreach (var person in posts.Select(p => p.PersonId)) await s.GetRequiredService<Events>().RaiseAsync(new AssignmentsChanged(person), None);
        });
        var merged = await tenant.InScopeAsync(s => s.GetRequiredService<UnitMerging>().ApplyAsync(new(["310105001"], "310105004", null, null, new(2026, 9, 1)), null, null, None));
        Assert.True(merged.IsDone);
    }

    private static Task ExportAsync(TestTenant tenant, string folder, bool phones) => tenant.InScopeAsync(async s =>
    {
        using var sink = FactsSink.ToFolder(folder);
        return await s.GetRequiredService<FactsExport>().WriteAsync(sink, phones, None);
    });

    private static Task<int> CommandAsync(TestTenant tenant, string name, params string[] args) =>
        tenant.App.Services.GetServices<ICommand>().Single(c => c.Name == name).RunAsync(tenant.App.Services, args);

    private static string Folder() => Path.Combine(Path.GetTempPath(), "facts-" + Guid.NewGuid().ToString("N"));

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
