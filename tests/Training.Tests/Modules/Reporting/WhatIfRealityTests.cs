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
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Simulation;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Reporting;

/// <summary>
/// A random roster is simulated; then the draft is really put in force, the clock is moved through the table of the simulation, the
/// nights do their work, and every figure and every person is compared with what was predicted.
/// </summary>
public sealed class WhatIfRealityTests
{
    private const TrainingRole Role = TrainingRole.ChildDirector;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] All = ["O02", "R03", "R04", "S1", "R05"];

    [Theory, OnBothDatabases]
    public async Task What_is_predicted_comes_about(TestDatabase database)
    {
        foreach (var assumption in Enum.GetValues<Assumption>())
        {
            var app = TestApp.For(database, $"what-if-{assumption}");
            await using var tenant = await TestTenant.CreateAsync(database, own: app);
            await LiveAsync(tenant, assumption, seed: 7);
        }
    }

    private static async Task LiveAsync(TestTenant tenant, Assumption assumption, int seed)
    {
        var people = await PeopleAsync(tenant, new Random(seed));
        // In the midst of the table the course opens to one of the two streets.
        await tenant.OpenAsync(Role, tenant.XinhualuId, tenant.Today.AddDays(100));
        var rules = await tenant.InScopeAsync(async s => (await s.GetRequiredService<SchemeTable>().AllAsync(None)).Of(Role)[^1].Rules);
        // R05 for everybody who begins or renews, but no scenario any more.
        var draft = rules with
        {
            Requirements = AllOf.Of(Shown.Module("O02"), Shown.Module("R03"), SomeOf.Of(1, Shown.Module("R04"), Shown.Module("R05"))),
            Renewal = rules.Renewal with { Paths = RenewalRule.Always(AllOf.Of(Shown.Module("O02"), Shown.Module("R05"))) },
        };
        var from = tenant.Today.AddDays(40);
        var (order, result, outlooks) = await PredictAsync(tenant, draft, from, assumption, people);
        Assert.Equal(people.Count, result.People);
        Assert.Contains(result.Turns, t => t.Lapsed);
        Assert.Contains(result.Turns, t => !t.Lapsed);

        var evidence = outlooks.SelectMany(o => o.Value.Ledger.Proofs.ToArray().Where(p => p.EvidenceId == long.MaxValue).Select(p => (Person: o.Key, Proof: p))).ToList();
        Assert.Equal(assumption == Assumption.RenewAsNow, evidence.Count > 0);
        await tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(
            async () => Assert.NotNull(await s.GetRequiredService<SchemeVersions>().AddAsync(Role, "新版", draft, from, SchemeVersions.ByHand, 1, None)), None));
        var days = result.Table.Concat(evidence.Select(e => e.Proof.On)).Where(d => d <= order.Days.Last).Distinct().Order();
        foreach (var day in days)
        {
            tenant.App.Clock.SetUtcNow(new DateTimeOffset(ChinaTime.StartUtc(day).AddHours(12), TimeSpan.Zero));
            foreach (var (person, proof) in evidence.Where(e => e.Proof.On == day)) await tenant.RecordAsync(person, proof.Subject, day);
            await NightAsync(tenant);
            if (result.Table.Contains(day)) await CompareAsync(tenant, result, outlooks, day);
        }
    }

    private static Task<(WhatIfOrder, WhatIfResult, Dictionary<long, Outlook>)> PredictAsync(
        TestTenant tenant, SchemeRules draft, DateOnly from, Assumption assumption, IReadOnlyList<long> people) => tenant.InScopeAsync(async s =>
    {
        var desk = s.GetRequiredService<WhatIfDesk>();
        Assert.Null(await desk.OrderAsync("TRIAL", Role, "新版", draft, from, assumption, None));
        var stored = (await desk.LatestAsync("TRIAL", None))!;
        var order = new WhatIfOrder(Role, new(draft, from, "新版"), assumption, tenant.Today, 85);
        var table = await s.GetRequiredService<SchemeTable>().AllAsync(None);
        var rules = new WhatIf(Role, table, order.Draft, assumption, order.Today, order.Days.Last);
        var db = s.GetRequiredService<TenantDb>();
        var packs = await db.Set<ProofPack>().AsNoTracking().ToDictionaryAsync(p => p.PersonId, p => p.Bytes);
        var held = (await db.Set<RoleAssignment>().AsNoTracking().ToListAsync()).ToLookup(a => a.PersonId, a => (a.Start, a.End));
        var words = new WordPool();
        return (order, WhatIfDesk.Read(stored)!, people.ToDictionary(id => id, id => rules.Of(PackCode.Read(packs[id], Role, table.Changes, words), [.. held[id]])));
    });

    /// <summary>What the site does each night: issue what became due, and count.</summary>
    private static async Task NightAsync(TestTenant tenant)
    {
        await tenant.RunJobsAsync();
        await tenant.InScopeAsync(async s =>
        {
            s.GetRequiredService<SchemeTable>();
            for (long? after = 0; after is { } last;) after = (await s.GetRequiredService<Recompute>().RenewAsync(last, everybody: true, None)).Last;
        });
    }

    private static async Task CompareAsync(TestTenant tenant, WhatIfResult result, Dictionary<long, Outlook> outlooks, DateOnly day)
    {
        var at = result.Table.ToList().IndexOf(day);
        var table = await tenant.InScopeAsync(async s => await s.GetRequiredService<RateQuery>().TableAsync(day, None));
        foreach (var street in result.Streets)
        {
            var counts = table.Of(street.UnitId, Role);
            Assert.Equal((day, street.UnitId, street.Days[at].Required, street.Days[at].Then), (day, street.UnitId, counts.Required, counts.Certified));
        }
        foreach (var (person, outlook) in outlooks)
        {
            var standing = await tenant.InScopeAsync(s => s.GetRequiredService<Standing>().ForPersonAsync(person, None));
            if (standing.Roles.FirstOrDefault(r => r.Role == Role) is not { } role) continue;
            Assert.Equal((day, person, outlook.Then.Any(c => c.At(day) == CertificateState.Valid)), (day, person, role.Standing.IsCertified));
        }
    }

    /// <summary>Thirty lives: some never began, some are certified, some late, some left, some come soon; two streets.</summary>
    private static async Task<IReadOnlyList<long>> PeopleAsync(TestTenant tenant, Random random)
    {
        var people = new List<long>();
        for (var i = 0; i < 30; i++)
        {
            var start = tenant.Today.AddDays(-random.Next(20, 900));
            var person = await tenant.AddPersonAsync(Role, start, random.Next(2) == 0 ? tenant.HuayangluId : tenant.XinhualuId);
            people.Add(person.Id);
            if (random.Next(8) == 0)
                await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<RoleAssignment>().Where(a => a.PersonId == person.Id)
                    .ExecuteUpdateAsync(u => u.SetProperty(a => a.End, tenant.Today.AddDays(random.Next(-10, 200)))));
            if (random.Next(6) == 0)
                await tenant.InScopeAsync(async s =>
                {
                    var db = s.GetRequiredService<TenantDb>();
                    var assignment = await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == person.Id);
                    db.Add(new Leave { AssignmentId = assignment.Id, Kind = LeaveKind.Sick, Start = tenant.Today.AddDays(random.Next(-30, 60)), End = tenant.Today.AddDays(random.Next(61, 200)), RecordedUtc = tenant.App.Clock.UtcNow() });
                    await db.SaveChangesAsync();
                });
            foreach (var subject in All.Where(_ => random.Next(100) < 80))
                for (var times = random.Next(1, 4); times > 0; times--) await tenant.RecordAsync(person.Id, subject, tenant.Today.AddDays(-random.Next(0, 400)));
        }
        return people;
    }
}
