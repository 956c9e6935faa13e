using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Modules.Submissions.City;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Queries;
using Training.Modules.Submissions.Services;
using Training.Platform.Data;
using Training.Platform.Settings;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.Submissions;

/// <summary>A city and a fresh district with the worked example, and its officers. Today is 9 November 2026, the open period 2026-10.</summary>
internal sealed class Chain
{
    private static readonly ConcurrentDictionary<(TestDatabase, string), Lazy<Task<TestTenant>>> Cities = new();

    public const string Key = "2026-10";

    public required TestTenant City { get; init; }
    public required TestTenant District { get; init; }
    public required Dictionary<string, long> People { get; init; }
    public TestPerson Officer { get; private set; } = null!;
    public TestPerson Huayanglu { get; private set; } = null!;
    public TestPerson Xinhualu { get; private set; } = null!;
    public TestPerson CityOfficer { get; private set; } = null!;

    /// <param name="own">Tests that move the clock have an app of their own.</param>
    public static async Task<Chain> CreateAsync(TestDatabase database, string own = "submissions")
    {
        var app = TestApp.For(database, own);
        var city = await Cities.GetOrAdd((database, own), _ => new(() => TestTenant.CreateAsync(database, content: false, own: app, city: true))).Value;
        var district = await TestTenant.CreateAsync(database, content: false, own: app);
        var chain = new Chain { City = city, District = district, People = await StoredGolden.WriteAsync(district) };
        await chain.CountAsync();
        chain.Officer = await district.AddStaffAsync(StaffRole.DistrictStaff);
        chain.Huayanglu = await district.AddStaffAsync(StaffRole.SubDistrictStaff, district.HuayangluId);
        chain.Xinhualu = await district.AddStaffAsync(StaffRole.SubDistrictStaff, district.XinhualuId);
        lock (Cities) chain.CityOfficer = city.AddStaffAsync(StaffRole.CityStaff).GetAwaiter().GetResult();
        await district.InScopeAsync(s => s.GetRequiredService<ReportPeriods>().EnsureAsync(default));
        return chain;
    }

    public Task CountAsync() => District.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(default));

    /// <summary>Somebody's module is entered late: as of 31 October P12 had completed, which nobody knew.</summary>
    public async Task RecordLateAsync(string person = "P12")
    {
        await District.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            db.Add(new Evidence
            {
                PersonId = People[person], Kind = EvidenceKind.ModuleCompleted, Subject = StoredGolden.First(TrainingRole.ChildDirector), EffectiveOn = new(2026, 10, 20),
                RecordedUtc = District.App.Clock.UtcNow().AddSeconds(1), Reason = "补录",
            });
            await db.SaveChangesAsync();
        });
        await CountAsync();
    }

    /// <summary>Child directors whose post is at the district and in no street, on the roster since long before.</summary>
    public async Task PlaceAtDistrictAsync(int people)
    {
        var district = await District.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.District).Select(u => u.Id).SingleAsync());
        for (var i = 0; i < people; i++) await District.AddPersonAsync(street: district);
        await CountAsync();
    }

    public ReportActor Actor(TestPerson person, string office = "区级工作人员") => new(person.UserId, person.Name, office, District.App.Clock.UtcNow());

    public Task<ReportPeriod> PeriodAsync(string key = Key) => District.InScopeAsync(async s => (await s.GetRequiredService<ReportPeriods>().FindAsync(key, default))!);

    public Task<ReportBoard> BoardAsync(string key = Key) => District.InScopeAsync(async s =>
        (await s.GetRequiredService<ReportBoards>().OfAsync((await s.GetRequiredService<ReportPeriods>().FindAsync(key, default))!, default))!);

    public async Task<string?> ConfirmAsync(TestPerson officer, int street, string? seen = null, string? remark = null, string key = Key)
    {
        var board = await BoardAsync(key);
        return await District.InScopeAsync(s => s.GetRequiredService<StreetConfirmations>().ConfirmAsync(Actor(officer), board.Period, street, seen ?? board.Figures.HashOf(street), remark, default));
    }

    public async Task ConfirmAllAsync(string key = Key)
    {
        Assert.Null(await ConfirmAsync(Huayanglu, District.HuayangluId, key: key));
        Assert.Null(await ConfirmAsync(Xinhualu, District.XinhualuId, key: key));
    }

    public Task<ReportDraft> DraftAsync(string key = Key) => District.InScopeAsync(async s =>
        (await s.GetRequiredService<ReportDesk>().DraftAsync((await s.GetRequiredService<ReportPeriods>().FindAsync(key, default))!, default))!);

    public async Task<string?> SubmitAsync(string? reason = null, int? number = null, string? seen = null, string key = Key)
    {
        var draft = await DraftAsync(key);
        return await District.InScopeAsync(s => s.GetRequiredService<ReportDesk>().SubmitAsync(Actor(Officer), draft.Board.Period, number ?? draft.Number, seen ?? draft.Board.Figures.Hash, reason, default));
    }

    public Task<List<ReportSubmission>> SubmissionsAsync() => District.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<ReportSubmission>().AsNoTracking().OrderBy(r => r.Id).ToListAsync());

    /// <summary>The city's copies of this district.</summary>
    public Task<List<CityReport>> CopiesAsync() => City.InScopeAsync(s =>
        s.GetRequiredService<TenantDb>().Set<CityReport>().AsNoTracking().Where(r => r.TenantId == District.Tenant.TenantId).OrderBy(r => r.Id).ToListAsync());

    public async Task<string?> DecideAsync(SubmissionState state, string? comment = null)
    {
        var report = (await CopiesAsync())[^1];
        return await City.InScopeAsync(s => s.GetRequiredService<CityDesk>().DecideAsync(Actor(CityOfficer, "市级工作人员"), report, state, comment, default));
    }

    public Task SetAsync(ReportSettings settings) => District.InScopeAsync(s => s.GetRequiredService<SettingsStore>().SetAsync(settings, default));
}
