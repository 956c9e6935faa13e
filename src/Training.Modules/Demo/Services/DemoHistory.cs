using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Demo.Models;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.Practice.Models;
using Training.Modules.Practice.Services;
using Training.Platform.Data;

namespace Training.Modules.Demo.Services;

/// <summary>
/// What went before the evidence of the demo: papers and scenario runs, failed ones and those that passed, and the sign-offs that followed.
/// Of four people in five, of the last two and a half years; people with an account make their own.
/// </summary>
internal sealed class DemoHistory(TenantDb db, KnowledgeChecks checks, Scenarios scenarios, TimeProvider clock)
{
    private const int Months = 30;

    /// <summary>Modules whose practice supervisors look at in the field.</summary>
    private static readonly string[] InTheField = ["R03", "R04"];

    private sealed record Row(long PersonId, EvidenceKind Kind, string Subject, DateOnly On, int Score);

    /// <returns>Papers and runs written.</returns>
    public async Task<int> WriteAsync(Random random, CancellationToken cancel)
    {
        var from = clock.Today().AddMonths(-Months);
        var rows = await (from e in db.Set<Evidence>().AsNoTracking()
                          join p in db.Set<Person>() on e.PersonId equals p.Id
                          where p.UserId == null && e.EffectiveOn >= @from && (e.Kind == EvidenceKind.ModuleCompleted || e.Kind == EvidenceKind.ScenarioPassed)
                          orderby e.EffectiveOn, e.Id
                          select new Row(e.PersonId, e.Kind, e.Subject, e.EffectiveOn, e.Score ?? 80)).ToListAsync(cancel);
        var part = rows.Where(r => r.PersonId % 5 != 0).ToList();
        var attempts = await AttemptsAsync(part.Where(r => r.Kind == EvidenceKind.ModuleCompleted), random, cancel);
        var passed = part.Where(r => r.Kind == EvidenceKind.ModuleCompleted).GroupBy(r => r.PersonId).ToDictionary(g => g.Key, g => g.Min(r => r.On));
        var runs = await RunsAsync(part.Where(r => r.Kind == EvidenceKind.ScenarioPassed), passed, random, cancel);
        await AddAsync(attempts.OrderBy(a => a.SubmittedUtc), cancel);
        await AddAsync(runs.OrderBy(r => r.FinishedUtc), cancel);
        await AddAsync(await SignOffsAsync(part.Where(r => r.Kind == EvidenceKind.ModuleCompleted && InTheField.Contains(r.Subject)), random, cancel), cancel);
        return attempts.Count + runs.Count;
    }

    private async Task<List<Attempt>> AttemptsAsync(IEnumerable<Row> rows, Random random, CancellationToken cancel)
    {
        var made = new List<Attempt>();
        foreach (var module in rows.GroupBy(r => r.Subject))
        {
            if (await checks.ByCodeAsync(module.Key, cancel) is not { } check) continue;
            var answers = new DemoAnswers(check.Part);
            var known = new HashSet<long>();
            foreach (var row in module)
            {
                // The first time four in ten do not pass at once, a year later two.
                var failures = random.Next(100) >= (known.Add(row.PersonId) ? 40 : 20) ? 0 : random.Next(4) == 0 ? 2 : 1;
                for (var i = failures; i > 0; i--)
                {
                    var seed = random.Next();
                    made.Add(Handed(row, check, seed, row.On.AddDays((-3 * i) + random.Next(2)), answers.Failed(seed, 0.78 - (0.08 * i), random), random));
                }
                var last = random.Next();
                made.Add(Handed(row, check, last, row.On, answers.Passed(last, row.Score, random), random));
            }
        }
        return made;
    }

    private static Attempt Handed(Row row, Check check, int seed, DateOnly on, CheckResult result, Random random)
    {
        // In the morning: evidence of the demo is recorded at noon.
        var begun = ChinaTime.StartUtc(on).AddHours(8).AddSeconds(random.Next(3 * 3600));
        return Attempt.HandedIn(row.PersonId, check.Part.ModuleCode, check.VersionId, seed, begun, begun.AddSeconds(random.Next(240, 1500)), result);
    }

    private async Task<List<ScenarioRun>> RunsAsync(IEnumerable<Row> rows, Dictionary<long, DateOnly> passed, Random random, CancellationToken cancel)
    {
        var made = new List<ScenarioRun>();
        foreach (var group in rows.GroupBy(r => r.Subject))
        {
            if (await scenarios.ByIdAsync(group.Key, cancel) is not { } scenario) continue;
            var ways = new DemoRuns(scenario.Part);
            foreach (var row in group)
            {
                // Some try the scenario before they have learned anything, most of them in vain.
                var early = random.Next(100) < 25;
                var first = early && passed.TryGetValue(row.PersonId, out var day) && day <= row.On ? day.AddDays(-random.Next(2, 12)) : row.On.AddDays(-random.Next(2, 6));
                if (random.Next(100) < (early ? 90 : 30) && ways.Failed(early ? 0.5 : 0.65, random) is { } failed) made.Add(Finished(row, scenario, first, failed, random));
                made.Add(Finished(row, scenario, row.On, ways.Passed(row.Score, random), random));
            }
        }
        return made;
    }

    private static ScenarioRun Finished(Row row, Scenario scenario, DateOnly on, Playthrough way, Random random)
    {
        var begun = ChinaTime.StartUtc(on).AddHours(9).AddSeconds(random.Next(2 * 3600));
        return ScenarioRun.Finished(row.PersonId, scenario.Id, scenario.VersionId, null, begun, begun.AddSeconds(random.Next(240, 900)), way);
    }

    /// <summary>A good part of those who passed is seen at work by a supervisor some weeks later.</summary>
    private async Task<List<Evidence>> SignOffsAsync(IEnumerable<Row> rows, Random random, CancellationToken cancel)
    {
        var supervisor = await (from g in db.Set<StaffGrant>()
                                join p in db.Set<Person>() on g.PersonId equals p.Id
                                where g.Role == StaffRole.SubDistrictStaff && p.UserId != null
                                orderby p.Id
                                select p.UserId).FirstOrDefaultAsync(cancel);
        var today = clock.Today();
        return [.. from row in rows
                   let day = row.On.AddDays(random.Next(10, 70))
                   where random.Next(100) < 45 && day < today.AddDays(-7)
                   select new Evidence
                   {
                       PersonId = row.PersonId, Kind = EvidenceKind.SignedOff, Subject = row.Subject, EffectiveOn = day, RecordedUtc = ChinaTime.StartUtc(day).AddHours(16),
                       Reason = "督导员现场看过，按要求做了（演示）", RecordedByUserId = supervisor,
                   }];
    }

    /// <summary>In portions, so that the change tracker stays small.</summary>
    private async Task AddAsync<T>(IEnumerable<T> rows, CancellationToken cancel) where T : class
    {
        foreach (var portion in rows.Chunk(2000))
        {
            db.AddRange(portion.AsEnumerable<object>());
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }
}
