using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Training.Modules.Certification.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Notifications;

namespace Training.Modules.Certification.Services;

/// <summary>
/// Each night: compares every certificate and everything stored with the ledger. A difference is an alarm in the log, in the report and
/// to the officers of the district; then what is missing is mended by the same rules. Certificates that became due by a day that came are
/// issued on the way.
/// </summary>
public sealed class NightlyCheck(TenantDb db, Recompute recompute, OfficersInCharge officers, INotifier notifier, TimeProvider clock, ILogger<NightlyCheck> log) : IRecurringJob
{
    /// <summary>Nights on the page of certificates.</summary>
    public const int Listed = 7;

    public string Name => "certification.check";
    public string Title => "核对认证台账";

    private sealed record State(long Report, long After);

    /// <summary>Once a night, from two o'clock on; a night that was missed is made good in the morning.</summary>
    public string? PeriodOf(DateTime chinaNow) =>
        chinaNow.Hour < 2 ? null : DateOnly.FromDateTime(chinaNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var s = state.Length == 0 ? null : JsonSerializer.Deserialize<State>(state);
        var report = s is null ? null : await db.Set<RecomputeReport>().SingleOrDefaultAsync(r => r.Id == s.Report, cancel);
        if (report is null)
        {
            db.Add(report = new RecomputeReport { StartedUtc = clock.UtcNow() });
            await db.SaveChangesAsync(cancel);
        }
        var after = s?.After ?? 0;
        var page = await recompute.CompareAsync(after, cancel);
        var faults = page.Differences.Where(d => !d.ByTime).ToList();
        Add(report, page.People, faults);
        if (page.Last is null) report.FinishedUtc = clock.UtcNow();
        await db.SaveChangesAsync(cancel);
        if (faults.Count > 0)
            log.LogError("Certification differs from the ledger for {Count} entries, first: {First}", faults.Count, Recompute.Line(faults[0]));
        var (id, done, differences) = (report.Id, report.People, report.Differences);
        if (page.Last is null && differences > 0) await TellAsync(report, cancel);
        if (page.Differences.Count > 0) await recompute.RenewAsync(after, everybody: false, cancel);
        return new(JsonSerializer.Serialize(new State(id, page.Last ?? after)), done, null, page.Last is null,
            page.Last is not null ? null : differences == 0 ? $"核对 {done} 人，全部一致。" : $"核对 {done} 人，{differences} 处与台账不一致，已按台账更正，请看报告。");
    }

    /// <summary>The newest reports, newest first.</summary>
    public async Task<IReadOnlyList<RecomputeReport>> LatestAsync(int count, CancellationToken cancel) =>
        await db.Set<RecomputeReport>().AsNoTracking().OrderByDescending(r => r.StartedUtc).ThenByDescending(r => r.Id).Take(count).ToListAsync(cancel);

    /// <summary>Once for each set of differences: the same ones night after night are no news.</summary>
    private async Task TellAsync(RecomputeReport report, CancellationToken cancel)
    {
        var set = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{report.Differences}\n{report.Lines}"))))[..16];
        await notifier.NotifyAsync([.. (await officers.OfDistrictAsync(cancel)).Select(user => new Notice(user, "certification-check:" + set, "每晚核对发现差异",
            $"昨晚核对认证台账，{report.People} 人里有 {report.Differences} 处和台账不一致，能更正的已按台账更正。请打开“证书管理”最下面的“每晚核对”，把明细发给维护人员。",
            "/console/certificates", ByEmail: false))], cancel);
    }

    private static void Add(RecomputeReport report, int people, List<CertificateDifference> faults)
    {
        report.People += people;
        report.Differences += faults.Count;
        var lines = report.Lines.Length == 0 ? [] : report.Lines.Split('\n').ToList();
        lines.AddRange(faults.Take(RecomputeReport.LinesMax - lines.Count).Select(Recompute.Line));
        report.Lines = string.Join('\n', lines);
    }
}
