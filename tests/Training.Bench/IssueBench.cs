using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certificates.Export;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Recipes;
using Training.Platform.Security;
using Training.Platform.Settings;
using Training.Platform.Setup;
using Training.Platform.Tenants;

namespace Training.Bench;

/// <summary>
/// Many who wait are approved by one batch, then their certificates are drawn and packed by one export: by the jobs of the
/// product, in a fresh tenant, numbers, trail and rates included.
/// </summary>
internal static class IssueBench
{
    public const string Header = "| database | certificates | issued /s | PDF /s | issued with PDF /s | ZIP MB/s |\n| --- | --- | --- | --- | --- | --- |";

    public static async Task<string> TakeAsync(string name, string? postgres, int people)
    {
        var folder = Directory.CreateTempSubdirectory("training-issue").FullName;
        await using var app = new BenchApp(folder, postgres, jobs: false);
        var services = app.Services;
        var wanted = new Tenant { Name = "issue", TenantId = Ids.New(), VersionId = "", RequestUrlPrefix = "issue" };
        await services.GetRequiredService<TenantSetup>().EnsureAsync(wanted, new Dictionary<string, string>(), default);
        var tenant = services.GetRequiredService<TenantStore>().Find("issue")!;
        using var entered = services.GetRequiredService<CurrentTenant>().Enter(tenant);
        var officer = await WithAsync(services, s => SeedAsync(s, people));

        var issued = await TimeAsync(services, tenant, async s =>
        {
            var upTo = await s.GetRequiredService<TenantDb>().Set<IssueRequest>().MaxAsync(r => r.Id);
            await s.GetRequiredService<JobQueue>().QueueAsync(BatchIssueJob.JobName, new BatchIssueState(officer, null, null, upTo, people).ToJson(), people, null, default);
        });
        var count = await WithAsync(services, s => s.GetRequiredService<TenantDb>().Set<Certificate>().CountAsync());
        if (count != people) throw new InvalidOperationException($"{count} certificates for {people} people.");

        var drawn = await TimeAsync(services, tenant, async s =>
        {
            var user = await s.GetRequiredService<UserManager<User>>().FindByIdAsync(officer.ToString(CultureInfo.InvariantCulture));
            var principal = await s.GetRequiredService<IUserClaimsPrincipalFactory<User>>().CreateAsync(user!);
            if (await s.GetRequiredService<Exports>().OrderAsync(principal, new(), "归档", "https://example.cn/issue", default) is { } refusal) throw new InvalidOperationException(refusal);
        });
        var (megabytes, zipped) = await WithAsync(services, async s =>
        {
            var export = await s.GetRequiredService<TenantDb>().Set<CertificateExport>().SingleAsync();
            if (export.Done != people) throw new InvalidOperationException($"{export.Done} files for {people} people.");
            await using var file = File.Create(Path.Combine(folder, "all.zip"));
            var clock = Stopwatch.StartNew();
            await s.GetRequiredService<ExportFiles>().WriteZipAsync(export.Ref, file, default);
            return (file.Length / 1e6, clock.Elapsed.TotalSeconds);
        });
        Directory.Delete(folder, recursive: true);
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {people} | {people / issued:0} | {people / drawn:0} | {people / (issued + drawn):0} | {megabytes / zipped:0} |");
    }

    /// <returns>The officer's account.</returns>
    private static async Task<long> SeedAsync(IServiceProvider services, int count)
    {
        var db = services.GetRequiredService<TenantDb>();
        var (today, now) = (TimeProvider.System.Today(), TimeProvider.System.UtcNow());
        await services.GetRequiredService<ContentImporter>().ImportAsync(default);
        await services.GetServices<IRecipeStep>().Single(s => s.Name == "Schemes").RunAsync([], default);
        await services.GetRequiredService<SettingsStore>().SetAsync(new CertificationSettings { DistrictCode = "310105", Issuer = "长宁区儿童关爱人才培训工作组（示例）" }, default);
        var district = new OrgUnit { Code = "310105", Name = "长宁区", Kind = OrgUnitKind.District };
        db.Add(district);
        await db.SaveChangesAsync();
        var street = new OrgUnit { Code = "310105001", Name = "华阳路街道", Kind = OrgUnitKind.SubDistrict, ParentId = district.Id };
        var user = new User { UserName = "officer", NormalizedUserName = "OFFICER", DisplayName = "审核人", SecurityStamp = Ids.New() };
        db.AddRange(street, user);
        await db.SaveChangesAsync();
        var officer = new Person { StaffNo = "officer", Name = "审核人", UserId = user.Id, CreatedUtc = now };
        var people = Enumerable.Range(1, count).Select(i => new Person { StaffNo = $"P{i:D6}", Name = "林小月" + i, CreatedUtc = now }).ToList();
        db.Add(officer);
        db.AddRange(people);
        await db.SaveChangesAsync();
        db.Add(new StaffGrant { PersonId = officer.Id, Role = StaffRole.DistrictStaff });
        foreach (var person in people)
        {
            db.Add(new RoleAssignment { PersonId = person.Id, Role = TrainingRole.Teacher, Line = Line.Education, SubDistrictId = street.Id, Start = today.AddYears(-1), RecordedUtc = now });
            foreach (var subject in new[] { "O02", "R03" })
                db.Add(new Evidence { PersonId = person.Id, Kind = EvidenceKind.ModuleCompleted, Subject = subject, EffectiveOn = today, RecordedUtc = now, Reason = "学完并通过检测" });
            db.Add(new IssueRequest { PersonId = person.Id, Role = TrainingRole.Teacher, CompletedOn = today, WaitsThrough = today.AddMonths(12), RecordedUtc = now });
        }
        await db.SaveChangesAsync();
        return user.Id;
    }

    /// <summary>Seconds from the order to the end of the work.</summary>
    private static async Task<double> TimeAsync(IServiceProvider services, Tenant tenant, Func<IServiceProvider, Task> order)
    {
        var clock = Stopwatch.StartNew();
        await WithAsync(services, async s => { await s.GetRequiredService<UnitOfWork>().RunAsync(() => order(s), default); return true; });
        // The queue runs here and nowhere else: no other worker shares the work or the clock.
        while (await WithAsync(services, s => s.GetRequiredService<TenantDb>().Set<Job>().AnyAsync(j => j.Status == JobStatus.Queued || j.Status == JobStatus.Running)))
            await services.GetRequiredService<JobRunner>().RunDueAsync(tenant, default);
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task<T> WithAsync<T>(IServiceProvider services, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }
}
