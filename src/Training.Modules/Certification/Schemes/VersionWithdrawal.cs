using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Certification.Schemes;

/// <summary>
/// Takes back a published version that has not begun, so that a mistake never rules for a day. Nothing rests on it yet: the version before
/// goes on, what was written becomes a draft again, and everybody's standing is worked out anew by a job.
/// </summary>
public sealed class VersionWithdrawal(TenantDb db, UnitOfWork unit, SchemeTable table, DraftDesk desk, JobQueue jobs, AuditLog audit, TimeProvider clock)
{
    public const int ReasonMin = 4, ReasonMax = 200;

    /// <summary>The newest version, put in force by a person, of which the first day lies ahead.</summary>
    public async Task<bool> MayAsync(TrainingRole role, int version, CancellationToken cancel) => await RefuseAsync(role, version, cancel) is null;

    /// <returns>A Chinese message when nothing was done; null when it is taken back.</returns>
    public async Task<string?> WithdrawAsync(TrainingRole role, int version, string reason, ClaimsPrincipal by, CancellationToken cancel)
    {
        reason = reason.Trim();
        if (reason.Length is < ReasonMin or > ReasonMax) return "请写明为什么撤回，4 到 200 个字。";
        return await unit.RunAsync<string?>(async () =>
        {
            if (await RefuseAsync(role, version, cancel) is { } refusal) return refusal;
            // Its own draft went when it was published: without room for a new one what was written would be lost.
            if (!await desk.HasRoomAsync(role, cancel)) return "撤回的内容要放回草案，可是这个岗位的草案满了。请先删掉一份草案，再来撤回。";
            var row = await db.Set<CertificationScheme>().AsNoTracking().SingleAsync(s => s.Role == role && s.Version == version, cancel);
            // Whoever comes second finds nothing to take back.
            if (await db.Set<CertificationScheme>().Where(s => s.Id == row.Id).ExecuteDeleteAsync(cancel) == 0) return "这一版已经撤回了。";
            await db.Set<CertificationScheme>().Where(s => s.Role == role && s.EffectiveThrough == row.EffectiveFrom.AddDays(-1) && s.Version < version)
                .ExecuteUpdateAsync(u => u.SetProperty(s => s.EffectiveThrough, (DateOnly?)null), cancel);
            await desk.AddAsync(role, row.Title, SchemeRulesJson.Read(row.RulesJson), "", by, cancel);
            audit.Add("Scheme", "Withdrawn", $"{role} v{version}",
                $"撤回还没有施行的认证方案：{role.Title()}第 {version} 版“{row.Title}”，原定 {row.EffectiveFrom:yyyy-MM-dd} 起施行。理由：{reason}（内容放回草案）");
            await db.SaveChangesAsync(cancel);
            await unit.AfterCommitAsync(() => { table.Forget(); return Task.CompletedTask; });
            await jobs.QueueAsync(RecomputeJob.JobName, new RecomputeJob.State(Everybody: true).ToJson(), null, null, cancel);
            return null;
        }, cancel);
    }

    private async Task<string?> RefuseAsync(TrainingRole role, int version, CancellationToken cancel)
    {
        var newest = await db.Set<CertificationScheme>().AsNoTracking().Where(s => s.Role == role).OrderByDescending(s => s.Version).Take(2).ToListAsync(cancel);
        if (newest.Find(s => s.Version == version) is not { } row || newest.Count < 2) return "没有可以撤回的这一版，请刷新页面再看。";
        if (row.EffectiveFrom <= clock.Today()) return "这一版已经施行，不能撤回；要改就起草下一版。";
        if (row.Version != newest[0].Version) return $"后面还有第 {newest[0].Version} 版，请先撤回那一版。";
        if (!row.SourceHash.StartsWith(SchemeVersions.ByHand, StringComparison.Ordinal)) return "这一版来自平台的方案文件，请维护人员改文件。";
        return null;
    }
}
