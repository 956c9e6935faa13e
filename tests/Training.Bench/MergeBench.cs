using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Modules.Roster.Merging;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Notifications;
using Training.Platform.Security;

namespace Training.Bench;

/// <summary>
/// Two streets become a new one, by the job of the product: every post ends and goes on, certificates, standings and rates follow, everybody
/// has an account and is told. People, ledger and certificates are those of the big roster, moved into two streets.
/// </summary>
internal static class MergeBench
{
    public const string Header = "| database | people | steps | s in all | s of the longest step | people/s | differences after it |\n| --- | --- | --- | --- | --- | --- | --- |";

    /// <param name="people">In both streets together.</param>
    public static async Task<string> TakeAsync(string name, string? postgres, int people)
    {
        var folder = Directory.CreateTempSubdirectory("training-merge").FullName;
        await using var roster = await BigRoster.OpenAsync(postgres, folder, people, ledger: true);
        var codes = await roster.InScopeAsync(MoveIntoTwoAsync);
        await RecomputeBench.StoreAsync(roster);
        await roster.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(default));
        await roster.AnalyzeAsync();
        await roster.QuietNightsAsync();
        var order = new MergeOrder(codes, null, "310000999", "合并后的街道", TimeProvider.System.Today());
        await roster.InScopeAsync(async s =>
        {
            var plan = (await s.GetRequiredService<UnitMerging>().PlanAsync(order, default)).Plan ?? throw new InvalidOperationException("Nothing to merge.");
            var state = JsonSerializer.Serialize(new MergeUnitsJob.State(order, plan.Fingerprint, 0, "bench"));
            return await s.GetRequiredService<UnitOfWork>().RunAsync(() => s.GetRequiredService<JobQueue>().QueueAsync(MergeUnitsJob.JobName, state, plan.People, null, default), default);
        });
        var (steps, longest, start) = (0, 0d, Stopwatch.GetTimestamp());
        for (var state = await roster.InScopeAsync(NewestAsync); state.IsOpen; state = await roster.InScopeAsync(NewestAsync))
        {
            var began = Stopwatch.GetTimestamp();
            steps += await roster.Services.GetRequiredService<JobRunner>().RunDueAsync(roster.Tenant, default);
            longest = Math.Max(longest, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var job = await roster.InScopeAsync(NewestAsync);
        Console.Error.WriteLine(job.Message);
        if (job.Status != JobStatus.Done) throw new InvalidOperationException("The merge ended as " + job.Status);
        var told = await roster.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StoredNotice>().CountAsync());
        if (told < job.Total) throw new InvalidOperationException($"{told} of {job.Total} people were told.");
        var differences = (await roster.InScopeAsync(s => s.GetRequiredService<RateProjection>().CompareAsync(default))).Differences;
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {job.Total} | {steps} | {seconds:0.0} | {longest:0.0} | {job.Total / seconds:0} | {differences} |");
    }

    private static async Task<JobView> NewestAsync(IServiceProvider services) => (await services.GetRequiredService<JobQueue>().LatestAsync(MergeUnitsJob.JobName, default))!;

    /// <summary>One half of the people into each, all with an account.</summary>
    /// <returns>Codes of the two streets.</returns>
    private static async Task<string[]> MoveIntoTwoAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<TenantDb>();
        var streets = await db.Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.SubDistrict).OrderBy(u => u.Id).Take(2).ToListAsync();
        var (first, second) = (streets[0].Id, streets[1].Id);
        await db.Set<RoleAssignment>().ExecuteUpdateAsync(s => s.SetProperty(a => a.SubDistrictId, a => a.PersonId % 2 == 0 ? first : second).SetProperty(a => a.End, (DateOnly?)null));
        var people = await db.Set<Person>().OrderBy(p => p.Id).Select(p => p.Id).ToListAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.CopyAsync(people.Select(id => (id, new User { UserName = $"P{id:0000000}", NormalizedUserName = $"P{id:0000000}", DisplayName = "林小月" + id, SecurityStamp = "bench" })));
            await transaction.CommitAsync();
        }
        await db.Set<Person>().ExecuteUpdateAsync(s => s.SetProperty(p => p.UserId, p => (long?)p.Id));
        return [.. streets.Select(u => u.Code)];
    }
}
