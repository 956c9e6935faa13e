using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Training.Modules.People.Models;
using Training.Modules.Submissions.Models;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.City;

/// <summary>
/// Carries submissions to the city and decisions back (docs/decisions/0012): each side writes to its own database only, and what one
/// side lacks is found by comparing, so a process killed between the two loses nothing.
/// </summary>
public sealed class CityInbox(IServiceScopeFactory scopes, TenantStore tenants, CurrentTenant current, ILogger<CityInbox> log)
{
    /// <summary>Submissions of one district copied at once; the rest at the next look.</summary>
    private const int AtOnce = 100;

    /// <summary>Copies what the city does not have yet and tells its staff.</summary>
    /// <param name="district">A running district.</param>
    /// <returns>Number of new copies.</returns>
    public async Task<int> CollectAsync(Tenant district, CancellationToken cancel)
    {
        if (City is not { } city) return 0;
        var known = await InAsync(city, s => s.GetRequiredService<TenantDb>().Set<CityReport>().AsNoTracking().Where(r => r.TenantId == district.TenantId)
            .OrderByDescending(r => r.AsOf).ThenByDescending(r => r.Id).Select(r => r.SubmissionRef).Take(1000).ToListAsync(cancel));
        var parcels = await InAsync(district, s => UnknownAsync(s, district, known, cancel));
        if (parcels.Count == 0) return 0;
        return await InAsync(city, s => StoreAsync(s, parcels, cancel));
    }

    /// <summary>The same right after a submission: what fails here is made good at the next look.</summary>
    public async Task PostAsync(CancellationToken cancel)
    {
        try
        {
            await CollectAsync(current.Required, cancel);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or IOException or TimeoutException)
        {
            log.LogInformation("The city will fetch the report later: {Reason}", e.Message);
        }
    }

    /// <summary>Writes a decision into the district; again is harmless.</summary>
    /// <returns>False while the district's site is not running.</returns>
    public async Task<bool> DeliverAsync(CityReport report, CityDecision decision, CancellationToken cancel)
    {
        if (tenants.Table.Tenants.FirstOrDefault(t => t.TenantId == report.TenantId) is not { State: TenantState.Running or TenantState.Initializing } district) return false;
        await InAsync(district, s => ApplyAsync(s, report, decision, cancel));
        return true;
    }

    private Tenant? City => tenants.Table.Tenants.FirstOrDefault(t => t is { IsDefault: true, State: TenantState.Running });

    private static async Task<List<CityReport>> UnknownAsync(IServiceProvider services, Tenant district, List<string> known, CancellationToken cancel)
    {
        var db = services.GetRequiredService<TenantDb>();
        var name = await db.Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.District).OrderBy(u => u.Id).Select(u => u.Name).FirstOrDefaultAsync(cancel) ?? district.Name;
        var rows = await (from s in db.Set<ReportSubmission>().AsNoTracking()
                          where !known.Contains(s.Ref)
                          join p in db.Set<ReportPeriod>() on s.PeriodId equals p.Id
                          orderby s.Id
                          select new { Submission = s, Period = p }).Take(AtOnce).ToListAsync(cancel);
        var now = services.GetRequiredService<TimeProvider>().UtcNow();
        return rows.ConvertAll(r => new CityReport
        {
            TenantId = district.TenantId, DistrictName = name, PeriodKey = r.Period.Key, Kind = r.Period.Kind, AsOf = r.Period.AsOf, SubmitBy = r.Period.SubmitBy, Number = r.Submission.Number,
            SubmissionKind = r.Submission.Kind, SubmissionRef = r.Submission.Ref, Document = r.Submission.Document, Hash = r.Submission.Hash, Signature = r.Submission.Signature,
            PublicKey = r.Submission.PublicKey, SubmittedUtc = r.Submission.Utc, ReceivedUtc = now,
        });
    }

    private static async Task<int> StoreAsync(IServiceProvider services, List<CityReport> reports, CancellationToken cancel)
    {
        var (db, unit) = (services.GetRequiredService<TenantDb>(), services.GetRequiredService<UnitOfWork>());
        try
        {
            await unit.RunAsync(async () =>
            {
                db.AddRange(reports);
                await db.SaveChangesAsync(cancel);
                var staff = await (from g in db.Set<StaffGrant>()
                                   join p in db.Set<Person>() on g.PersonId equals p.Id
                                   where g.Role == StaffRole.CityStaff && p.UserId != null
                                   select p.UserId!.Value).Distinct().OrderBy(id => id).Take(100).ToListAsync(cancel);
                await services.GetRequiredService<INotifier>().NotifyAsync([.. from report in reports from user in staff select new Notice(
                    user, "report-received:" + report.Ref, $"{report.DistrictName}报送了 {report.PeriodKey}", $"{report.DistrictName}报送了 {report.PeriodKey} 第 {report.Number} 次，请审核：接受或退回。",
                    "/console/city/reports/" + report.Ref, ByEmail: false)], cancel);
            }, cancel);
            return reports.Count;
        }
        catch (DbUpdateException)
        {
            // Collected by somebody else in the same moment.
            return 0;
        }
    }

    private async Task<bool> ApplyAsync(IServiceProvider services, CityReport report, CityDecision decision, CancellationToken cancel)
    {
        var (db, unit) = (services.GetRequiredService<TenantDb>(), services.GetRequiredService<UnitOfWork>());
        var accepted = decision.State == SubmissionState.Accepted;
        try
        {
            await unit.RunAsync(async () =>
            {
                if (await db.Set<ReportSubmission>().AsNoTracking().Where(s => s.Ref == report.SubmissionRef).Select(s => new { s.Id, s.ByUserId }).FirstOrDefaultAsync(cancel) is not { } submission) return;
                if (await db.Set<SubmissionEvent>().AnyAsync(e => e.SubmissionId == submission.Id && e.IsDecision, cancel)) return;
                db.Add(new SubmissionEvent { SubmissionId = submission.Id, State = decision.State, IsDecision = true, Comment = decision.Comment, ByName = StaffRole.CityStaff.Title(), Utc = decision.Utc });
                services.GetRequiredService<Training.Platform.AuditTrail.AuditLog>().Add("Report", accepted ? "Accepted" : "Returned", report.PeriodKey,
                    $"市级{(accepted ? "接受" : "退回")}了 {report.PeriodKey} 第 {report.Number} 次报送。{decision.Comment}", byRule: true);
                await db.SaveChangesAsync(cancel);
                if (submission.ByUserId is { } user)
                    await services.GetRequiredService<INotifier>().NotifyAsync([new(user, "report-decided:" + report.SubmissionRef,
                        accepted ? $"市级接受了 {report.PeriodKey}" : $"市级退回了 {report.PeriodKey}",
                        $"{report.PeriodKey} 第 {report.Number} 次报送已被{(accepted ? "接受" : "退回，请改正后再报")}。{(decision.Comment is null ? "" : "意见：" + decision.Comment)}", "/console/reports/" + report.PeriodKey)], cancel);
            }, cancel);
        }
        catch (DbUpdateException e)
        {
            log.LogInformation("The decision was delivered by somebody else: {Reason}", e.Message);
        }
        return true;
    }

    /// <summary>Runs in a tenant, with a scope of its own.</summary>
    private async Task<T> InAsync<T>(Tenant tenant, Func<IServiceProvider, Task<T>> work)
    {
        using var entered = current.Enter(tenant);
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

}
