using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Simulation;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Setup;
using Training.Platform.Tenants;

namespace Training.Bench;

/// <summary>
/// A tenant with as many people as wanted, written past the change tracker in portions: an interrupted load goes on where it stopped, and a
/// finished one is found again. Rules are those of the shipped draft for 儿童主任, the longest there is.
/// </summary>
internal sealed class BigRoster : IAsyncDisposable
{
    private const int Streets = 220, Neighborhoods = 6_200, Portion = 25_000;
    private readonly BenchApp _app;

    private BigRoster(BenchApp app, Tenant tenant) => (_app, Tenant) = (app, tenant);

    public Tenant Tenant { get; }
    public IServiceProvider Services => _app.Services;

    /// <param name="ledger">Also the rows of the ledger: needed by everything but a simulation, which reads packs.</param>
    public static async Task<BigRoster> OpenAsync(string? postgres, string folder, int people, bool ledger)
    {
        var name = ledger ? "ledger" : "roster";
        Directory.CreateDirectory(folder);
        var app = new BenchApp(folder, postgres, jobs: false);
        await app.Services.GetRequiredService<TenantSetup>().EnsureAsync(
            new Tenant { Name = name, TenantId = Ids.New(), VersionId = "", RequestUrlPrefix = name }, new Dictionary<string, string>(), default);
        var roster = new BigRoster(app, app.Services.GetRequiredService<TenantStore>().Find(name)!);
        var start = Stopwatch.GetTimestamp();
        var (first, scheme, streets) = await roster.InScopeAsync(PrepareAsync);
        for (var next = first + 1; next <= people; next += Portion)
        {
            var count = (int)Math.Min(Portion, people - next + 1);
            await roster.InScopeAsync(s => LoadAsync(s, next, count, scheme, streets, ledger));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{next + count - 1} people, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        }
        if (first < people)
            await roster.AnalyzeAsync();
        return roster;
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        using var entered = Services.GetRequiredService<CurrentTenant>().Enter(Tenant);
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>Plans on fresh tables are guesses, and a read of an index alone looks at the table; autovacuum would see to both within minutes.</summary>
    public Task<int> AnalyzeAsync() => InScopeAsync(s =>
    {
        var database = s.GetRequiredService<TenantDb>().Database;
        database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        // Of this schema alone: a server may hold thousands of others.
        var tables = s.GetRequiredService<TenantDb>().Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct();
#pragma warning disable EF1002 // names come from the model
        return database.ExecuteSqlRawAsync(database.IsNpgsql() ? $"VACUUM (ANALYZE) {string.Join(", ", tables)}" : "ANALYZE");
#pragma warning restore EF1002
    });

    /// <summary>Counts the nightly jobs as queued already: what a bench orders then runs alone.</summary>
    public Task QuietNightsAsync() => InScopeAsync(async s =>
    {
        var (database, now) = (s.GetRequiredService<TenantDb>().Database, s.GetRequiredService<TimeProvider>().UtcNow());
        await database.ExecuteSqlRawAsync("DELETE FROM jobs");
        foreach (var job in s.GetRequiredService<JobTable>().Recurring)
            if (job.PeriodOf(ChinaTime.Local(now)) is { } period)
                await database.ExecuteSqlAsync($"INSERT INTO job_periods (name, period, queued_utc) VALUES ({job.Name}, {period}, {now}) ON CONFLICT DO NOTHING");
        return true;
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>District, streets and the scheme, once.</summary>
    private static async Task<(long Last, DatedRules Scheme, IReadOnlyList<int> Streets)> PrepareAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<TenantDb>();
        if (!await db.Set<CertificationScheme>().AnyAsync())
        {
            var district = new OrgUnit { Code = "310000", Name = "区", Kind = OrgUnitKind.District };
            db.Add(district);
            await db.SaveChangesAsync();
            db.AddRange(Enumerable.Range(1, Streets).Select(i => new OrgUnit { Code = $"310000{i:000}", Name = $"第 {i} 街道", Kind = OrgUnitKind.SubDistrict, ParentId = district.Id }));
            await db.SaveChangesAsync();
            var parents = await StreetsAsync(db);
            db.AddRange(Enumerable.Range(0, Neighborhoods).Select(i => new OrgUnit
            {
                Code = $"{310000_000_000 + i}", Name = $"第 {i + 1} 居委", Kind = OrgUnitKind.Neighborhood, ParentId = parents[i % Streets],
            }));
            var drafts = SchemeReader.ReadDrafts(services.GetRequiredService<AppData>().Content, new ContentReport());
            db.Add(new CertificationScheme
            {
                Role = BigLife.Main, Version = 1, Title = "全课程方案", EffectiveFrom = new(2020, 1, 1), SourceHash = "bench",
                RulesJson = SchemeRulesJson.Write(RulesOf(drafts.Single(d => d.Role == BigLife.Main))),
            });
            await db.SaveChangesAsync();
        }
        var row = await db.Set<CertificationScheme>().SingleAsync();
        return (await db.Set<Person>().MaxAsync(p => (long?)p.Id) ?? 0, new(row.Id, 1, row.EffectiveFrom, null, SchemeRulesJson.Read(row.RulesJson), row.Title), await StreetsAsync(db));
    }

    private static Task<List<int>> StreetsAsync(TenantDb db) =>
        db.Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.SubDistrict).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync();

    private static SchemeRules RulesOf(SchemeFile file) => new()
    {
        Requirements = file.Requirements, Validity = file.Validity, TransitionMonths = file.TransitionMonths, PassPercent = file.PassPercent, Hours = file.Hours,
        Renewal = new()
        {
            OpensDaysBefore = file.Renewal.OpensDaysBefore, ClosesDaysAfter = file.Renewal.ClosesDaysAfter,
            Paths = [.. file.Renewal.Paths.Select(p => new RenewalPath { Title = p.Title, FromCycle = p.FromCycle, EveryCycles = p.EveryCycles, Requirements = p.Requirements })],
        },
    };

    private static async Task<int> LoadAsync(IServiceProvider services, long first, int count, DatedRules scheme, IReadOnlyList<int> streets, bool ledger)
    {
        var (today, now) = (services.GetRequiredService<TimeProvider>().Today(), services.GetRequiredService<TimeProvider>().UtcNow());
        var lives = new BigLife[count];
        Parallel.For(0, count, i => lives[i] = BigLife.Of(first + i, streets.Count, [scheme], today));
        var db = services.GetRequiredService<TenantDb>();
        var neighborhoods = (await db.Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.Neighborhood).OrderBy(u => u.Id).Select(u => new { u.ParentId, u.Id }).ToListAsync())
            .ToLookup(u => u.ParentId, u => u.Id).ToDictionary(g => g.Key!.Value, g => g.ToArray());
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.CopyAsync(lives.Select(l => (l.Id, new Person { StaffNo = $"P{l.Id:0000000}", Name = "林小月" + l.Id, CreatedUtc = now })));
        await db.CopyAsync(lives.SelectMany(l => l.Posts, (l, p) => new RoleAssignment
        {
            PersonId = l.Id, Role = p.Role, Line = p.Role.LineOf(), SubDistrictId = streets[p.Street], WorkUnitId = neighborhoods[streets[p.Street]][l.Id % (Neighborhoods / Streets)],
            Start = p.Start, End = p.End, RecordedUtc = now,
        }));
        var certificates = lives.SelectMany(l => l.Certificates.Select((c, i) => (Life: l, Row: CertificateOf(l, c, i)))).ToList();
        await db.CopyAsync(certificates.Select(c => c.Row));
        var byHolder = certificates.ToLookup(c => c.Life.Id, c => new CertificateHistory(c.Row, []));
        await db.CopyAsync(lives.Select(l => new ProofPack { PersonId = l.Id, Form = PackCode.Form, Bytes = PackCode.Write(new([.. Rows(l)], [.. byHolder[l.Id]])) }));
        if (ledger) await db.CopyAsync(lives.SelectMany(Rows));
        await transaction.CommitAsync();
        return count;
    }

    private static IEnumerable<Evidence> Rows(BigLife life) => life.Proofs.OrderBy(p => p.On).Select(p => new Evidence
    {
        PersonId = life.Id, Subject = p.Subject, EffectiveOn = p.On, Hours = p.Centihours / 100m, Score = p.Score, Category = p.Category, Level = p.Level, Topic = p.Topic,
        RecordedUtc = ChinaTime.StartUtc(p.On).AddHours(12), Reason = "学完并通过检测",
        Kind = p.Kind switch
        {
            RequirementKind.Module => EvidenceKind.ModuleCompleted,
            RequirementKind.Scenario => EvidenceKind.ScenarioPassed,
            RequirementKind.Exam => EvidenceKind.ExamPassed,
            RequirementKind.Task => EvidenceKind.TaskAssessed,
            _ => EvidenceKind.OutsideTraining,
        },
    });

    private static Certificate CertificateOf(BigLife life, ExpectedCertificate expected, int index) => new()
    {
        Number = $"310000-CD-{life.Id:0000000}-{index}", VerifyCode = Ids.New(), PersonId = life.Id, Role = BigLife.Main, SchemeId = expected.Completion.Scheme.SchemeId,
        HolderName = "林小月", SchemeTitle = "全课程方案", Hours = expected.Completion.Scheme.Rules.Hours, Issuer = "区民政局", CompletedOn = expected.Completion.On,
        IssuedOn = expected.IssuedOn, ValidFrom = expected.Term.From, ValidThrough = expected.Term.Through,
        RecordedUtc = ChinaTime.StartUtc(expected.IssuedOn).AddHours(18),
    };
}
